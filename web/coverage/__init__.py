"""Coverage: which domains and languages the missions ask for, and who could serve."""

from web.coverage.views import bp

__all__ = ["bp"]
