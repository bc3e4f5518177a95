"""All right plans of a tiny problem, straight from its document: what the matcher must agree with.

Written from docs/problem.md alone; nothing here knows the matcher.
"""

from tests.matcher.exhaustive.better import measures, tiers
from tests.matcher.exhaustive.plans import read, write
from tests.matcher.exhaustive.right import wrongs
from tests.matcher.exhaustive.search import best, is_feasible, options, right_plans
from tests.matcher.exhaustive.world import Choice, Json, Plan, World

__all__ = [
    "Choice",
    "Json",
    "Plan",
    "World",
    "best",
    "is_feasible",
    "measures",
    "options",
    "read",
    "right_plans",
    "tiers",
    "write",
    "wrongs",
]
