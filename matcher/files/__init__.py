"""Problems and plans as JSON files: read with every flaw named, written the same every time."""

from matcher.files.documents import LARGEST
from matcher.files.flaws import FileUnreadable, Flaw, PlanUnreadable, ProblemUnreadable
from matcher.files.plans import (
    PlanFile,
    read_plan,
    read_plan_file,
    write_answer,
    write_plan,
)
from matcher.files.problems import read_problem, write_problem

__all__ = [
    "LARGEST",
    "FileUnreadable",
    "Flaw",
    "PlanFile",
    "PlanUnreadable",
    "ProblemUnreadable",
    "read_plan",
    "read_plan_file",
    "read_problem",
    "write_answer",
    "write_plan",
    "write_problem",
]
