"""The fewest people on dated tasks (shift minimisation personnel task scheduling)."""
