"""Scenarios read against the published plan."""
