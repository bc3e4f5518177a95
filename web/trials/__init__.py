"""Trials: what only solving again can answer, asked for on a page and worked out as a job."""

from web.trials import points
from web.trials.views import bp

__all__ = ["bp", "points"]
