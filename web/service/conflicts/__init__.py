"""What of the published plan does not hold any more, and what would mend it."""
