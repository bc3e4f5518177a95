"""A plan to be published: the child that solves a problem first, before something happens to it.

    python -m benchmarks.live PROBLEM -o PLAN [--work 2]

The missions of a plan file; deterministic work, so that the same problem gives the same plan.
"""

import argparse
import json
import os
from pathlib import Path

from matcher.files import read_problem, write_plan
from matcher.solve import solve

_FENCE = 600.0
"""Seconds after which it ends even if its work is not done."""


def main() -> None:
    """Solve, and write the missions down whole or not at all."""
    cli = argparse.ArgumentParser(description="Solve a problem whose plan is to be published.")
    cli.add_argument("problem", type=Path)
    cli.add_argument("-o", "--output", type=Path, required=True)
    cli.add_argument("--work", type=float, default=2.0, help="deterministic seconds")
    asked = cli.parse_args()
    problem = read_problem(asked.problem.read_bytes())
    plan = solve(problem, work_limit=asked.work, time_limit=_FENCE).plan
    if plan is None:
        raise SystemExit("There is no plan to publish.")
    part = asked.output.with_suffix(".part")
    part.write_text(json.dumps(write_plan(plan, problem.horizon)))
    os.replace(part, asked.output)


if __name__ == "__main__":
    main()
