"""What of the published plan does not hold any more: found, shown, acknowledged, repaired."""
