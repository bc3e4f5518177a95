"""Between rows and the matcher's values: the problem that the ledger poses, and its plans."""

from db.mapping.plans import load_plan, store_plan
from db.mapping.problem import load_problem

__all__ = ["load_plan", "load_problem", "store_plan"]
