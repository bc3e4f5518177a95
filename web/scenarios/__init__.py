"""Scenarios: fork the plan, change something, solve, compare, publish or throw away."""
