"""CP-SAT: every rule and every measure said to it, and how it is run."""
