"""Experts: the roster, one expert with their year, their form, their busy times."""

# Importing a module attaches its views to the blueprint.
from web.pages.experts import busy, calendar_files, calendars, editing, listing, showing  # noqa: F401
from web.pages.experts.blueprint import bp

__all__ = ["bp"]
