"""How long a search may take."""

TIME_LIMITS = (10, 30, 60, 120, 300)
"""Seconds to choose from."""
