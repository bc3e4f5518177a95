"""The model of everything: every rule and every measure said to CP-SAT."""
