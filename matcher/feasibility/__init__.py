"""What may be added to a plan: the third face of the rules, for many experts and starts at once."""
