"""Scenarios: fork the plan, change something, solve, compare, publish or throw away."""

from web.pages.scenarios import releasing
from web.pages.scenarios.views import bp

__all__ = ["bp", "releasing"]
