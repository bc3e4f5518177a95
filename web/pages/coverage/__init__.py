"""Coverage: which domains and languages the missions ask for, and who could serve."""

from web.pages.coverage.views import bp

__all__ = ["bp"]
