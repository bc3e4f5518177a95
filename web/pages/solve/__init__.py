"""Solving: ask for a plan, watch it get better, compare it with the live one, publish it."""
