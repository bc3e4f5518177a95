"""Experts: the roster, one expert with their year, their form, their busy times."""

# Importing a module attaches its views to the door.
from web.experts import busy, calendars, editing, listing, showing  # noqa: F401
from web.experts.door import bp

__all__ = ["bp"]
