"""Trials: what only solving again can answer, asked for on a page and worked out as a job."""

from web.pages.trials import points
from web.pages.trials.views import bp

__all__ = ["bp", "points"]
