"""Plans side by side: the live one and those of scenarios, measured by today's facts."""

from web.pages.compare.views import bp

__all__ = ["bp"]
