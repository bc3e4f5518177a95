"""Scenarios: fork the plan, change something, solve, compare, publish or throw away."""

from web.scenarios import releasing
from web.scenarios.views import bp

__all__ = ["bp", "releasing"]
