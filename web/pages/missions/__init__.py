"""Missions: the list, one mission, its form, decisions about it, staffing by hand."""

# Importing a module attaches its views to the blueprint.
from web.pages.missions import (  # noqa: F401
    agenda,
    editing,
    listing,
    pinning,
    showing,
    staffing,
    states,
)
from web.pages.missions.blueprint import bp

__all__ = ["bp"]
