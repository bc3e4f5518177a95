"""The ground on which somebody is chosen for a seat."""
