"""Forcing: what it costs to seat somebody come what may, worked out as a job and watched."""

from web.pages.candidates.forcing.views import bp

__all__ = ["bp"]
