"""Between rows and the matcher's values: the problem that the ledger poses, and its plans."""

from db.mapping.plans import load_plan, store_plan
from db.mapping.problem import load_problem
from db.mapping.scenario import load_scenario

__all__ = ["load_plan", "load_problem", "load_scenario", "store_plan"]
