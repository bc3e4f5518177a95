"""How jobs reach their workers."""
