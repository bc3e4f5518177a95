"""What a scenario alters, change by change."""
