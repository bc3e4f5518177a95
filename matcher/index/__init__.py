"""What is worked out once for a problem, whatever its plans, for everybody at once."""
