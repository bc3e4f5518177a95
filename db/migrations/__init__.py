"""The history of the tables, one thought a step."""
