"""Conflicts: what of the published plan does not hold any more."""

from web.conflicts.views import bp

__all__ = ["bp"]
