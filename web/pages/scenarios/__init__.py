"""Scenarios: fork the plan, change something, solve, compare, publish or throw away."""

from web.pages.scenarios import changing, releases, releasing
from web.pages.scenarios.views import bp

__all__ = ["bp", "changing", "releases", "releasing"]
