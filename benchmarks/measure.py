"""The child of a measurement: read a problem, search it, and check what the search claims.

    python -m benchmarks.measure PROBLEM -o ROW [--seconds 60] [--workers 2] [--at 1 10 60]
    python -m benchmarks.measure PROBLEM -o ROW --eligibility

What is known is written when the search has ended; the checks are added when they are done.
"""

import argparse
import json
import os
import time
from pathlib import Path

from benchmarks.children import peak_so_far_mb
from benchmarks.results import Row
from benchmarks.stopwatch import Seen, Stopwatch
from matcher.files import read_problem
from matcher.index.tables import Tables
from matcher.plan import Answer, Plan, Review
from matcher.problem import Problem
from matcher.review import review
from matcher.solve import solve


def eligibility(path: Path) -> Row:
    """Seconds to read the problem and to work out who may sit where and when."""
    problem, reading = timed_reading(path)
    began = time.monotonic()
    tables = Tables(problem)
    for mission in problem.missions.values():
        for role in mission.roles:
            able = tables.able(mission, role)
            tables.free(mission, able)
            tables.misfit(mission, role, able)
    took = time.monotonic() - began
    return {"reading": reading, "eligibility": round(took, 3), "tables_mb": peak_so_far_mb()}


def timed_reading(path: Path) -> tuple[Problem, float]:
    """The problem of a file, and the seconds that reading it took, the disk's share left out."""
    text = path.read_bytes()
    began = time.monotonic()
    problem = read_problem(text)
    return problem, round(time.monotonic() - began, 3)


def searched(problem: Problem, asked: argparse.Namespace) -> tuple[Row, Stopwatch, Answer]:
    """Solve, and say when what was known; `over` is the time past the limit."""
    watch = Stopwatch(asked.at)
    began = time.monotonic()
    answer = solve(
        problem,
        time_limit=asked.seconds,
        workers=asked.workers,
        seed=asked.seed,
        progress=watch.note,
        began=began,
    )
    took = time.monotonic() - began
    watch.close(took)
    row: Row = {
        "status": answer.status,
        "took": round(took, 3),
        "over": round(max(0.0, took - asked.seconds), 3),
        "first_plan": rounded(watch.first_plan),
        "tiers": [{"value": tier.value, "bound": tier.bound} for tier in answer.tiers],
        "proven": proofs(watch, answer),
        "peak_mb": round(peak_so_far_mb(), 1),
    }
    return row, watch, answer


def proofs(watch: Stopwatch, answer: Answer) -> list[float | None]:
    """When each tier was proven with all above it; None for one that was not."""
    found: list[float | None] = []
    for index in range(len(answer.tiers)):
        proven = all(tier.optimal for tier in answer.tiers[: index + 1])
        told = watch.proven_at(index)
        found.append(rounded(answer.seconds if told is None else told) if proven else None)
    return found


def checked(problem: Problem, watch: Stopwatch, answer: Answer) -> Row:
    """What `review` says of the plan, and of the best one at each checkpoint."""
    last = read_again(problem, answer.plan)
    return {
        "breaches": len(last.breaches),
        "agrees": last.tiers == tuple(tier.value for tier in answer.tiers)
        and dict(last.measures) == dict(answer.measures),
        "checkpoints": [
            *passed(problem, watch, proofs(watch, answer)),
            *({"at": at, "tiers": final(answer)} for at in watch.checkpoints[len(watch.seen) :]),
        ],
    }


def passed(problem: Problem, watch: Stopwatch, proven: list[float | None]) -> list[Row]:
    """The checkpoints that the search was still running at.

    A tier that was proven by then has its value for a bound: the search goes on to the next tier
    without saying it of every one.
    """
    reviews: dict[int, Review] = {}
    found: list[Row] = []
    for seen in watch.seen:
        if seen.plan is None:
            found.append({"at": seen.at, "tiers": None})
            continue
        if id(seen.plan) not in reviews:
            reviews[id(seen.plan)] = review(problem, seen.plan)
        read = reviews[id(seen.plan)]
        tiers = [
            {"value": value, "bound": bound_at(seen, tier, value, proven)}
            for tier, value in enumerate(read.tiers)
        ]
        found.append({"at": seen.at, "tiers": tiers, "breaches": len(read.breaches)})
    return found


def bound_at(seen: Seen, tier: int, value: int, proven: list[float | None]) -> int:
    """The best bound that was told of a tier, or its value where that had been proven."""
    when = proven[tier]
    if when is not None and when <= seen.at:
        return value
    return min(value, seen.bounds.get(tier, 0))


def final(answer: Answer) -> list[Row]:
    """The tiers of the answer, for checkpoints after its end."""
    return [{"value": tier.value, "bound": tier.bound} for tier in answer.tiers]


def read_again(problem: Problem, plan: Plan | None) -> Review:
    """What `review` says of a plan; an answer without one is read as nothing held."""
    return review(problem, plan or Plan())


def rounded(seconds: float | None) -> float | None:
    """Seconds to the millisecond."""
    return None if seconds is None else round(seconds, 3)


def write(row: Row, path: Path) -> None:
    """Write a row down whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(row))
    os.replace(part, path)


def main() -> None:
    """Measure as asked."""
    cli = argparse.ArgumentParser(description="Measure one problem in this process.")
    cli.add_argument("problem", type=Path)
    cli.add_argument("-o", "--output", type=Path, required=True)
    cli.add_argument("--eligibility", action="store_true", help="tables only, no search")
    cli.add_argument("--seconds", type=float, default=60.0)
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--at", type=float, nargs="*", default=[], help="checkpoints, in seconds")
    asked = cli.parse_args()
    if asked.eligibility:
        write(eligibility(asked.problem), asked.output)
        return
    problem, reading = timed_reading(asked.problem)
    row, watch, answer = searched(problem, asked)
    row["reading"] = reading
    write(row, asked.output)
    write({**row, **checked(problem, watch, answer)}, asked.output)


if __name__ == "__main__":
    main()
