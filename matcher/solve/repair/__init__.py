"""Published plans: kept as far as they hold, and repaired with the fewest people to call."""
