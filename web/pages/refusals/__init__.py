"""Who has said no to a mission: noted, shown, and lifted by somebody who says why."""

from web.pages.refusals.views import bp

__all__ = ["bp"]
