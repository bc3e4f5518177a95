"""The child of a measured trial: the losses of a plan's experts, or a front of its last tier.

    python -m benchmarks.trials losses PROBLEM -o ROW [--seconds 30] [--workers 2]
    python -m benchmarks.trials front PROBLEM -o ROW [--seconds 60]
    python -m benchmarks.trials questions PROBLEM -o ROW [--seconds 0.5]

What is claimed is checked when the trial has ended: plans read by `review`, some losses solved
afresh.
"""

import argparse
import time
from itertools import permutations
from pathlib import Path
from random import Random

from benchmarks.children import peak_so_far_mb
from benchmarks.measure import timed_reading, write
from benchmarks.questions import questions
from benchmarks.results import Row
from matcher.problem import Problem
from matcher.review import review
from matcher.scenario.facts import Said
from matcher.scenario.people import withdraw
from matcher.solve import solve
from matcher.trials.fragility import fragility
from matcher.trials.fragility_losses import Fragility, Told
from matcher.trials.front import front, with_weights
from matcher.trials.front_points import Front, Point, Searched, beats
from matcher.trials.trial import TrialLimits, without_last_tier

_FRESH = 10
"""How many losses are solved afresh to check what was said of them."""


def losses(problem: Problem, asked: argparse.Namespace) -> Row:
    """Solve, then lose every expert in turn; `known` is when the tiers but the last were."""
    answer = solve(problem, workers=asked.workers, seed=asked.seed)
    heard: list[float] = []

    def note(_: Told) -> None:
        heard.append(time.monotonic() - began)

    limits = TrialLimits(workers=asked.workers, seed=asked.seed)
    began = time.monotonic()
    found = fragility(problem, answer, seconds=asked.seconds, limits=limits, progress=note)
    took = time.monotonic() - began
    last = [loss.last for loss in found.losses if loss.last is not None]
    row: Row = {
        "status": answer.status,
        "took": round(took, 3),
        "known": round(heard[-1], 3) if found.complete and heard else None,
        "experts": len(problem.experts),
        "seated": len(found.losses),
        "proven": sum(loss.is_proven for loss in found.losses),
        "critical": len(found.critical),
        "without_reserves": sum(not loss.has_reserves for loss in found.losses),
        "last_stated": len(last),
        "last_proven": sum(tier.optimal for tier in last),
        "peak_mb": round(peak_so_far_mb(), 1),
    }
    return {**row, "differing": differing(problem, found)}


def differing(problem: Problem, found: Fragility) -> list[str]:
    """Of the critical ones and some others, those whom a fresh solve contradicts."""
    some = Random(1).sample(found.losses, min(_FRESH, len(found.losses)))
    wrong = []
    for loss in {loss.expert: loss for loss in (*found.critical[:_FRESH], *some)}.values():
        poorer = without_last_tier(withdraw(Said(problem, {"expert": loss.expert})))
        fresh = tuple(tier.value for tier in solve(poorer).tiers)
        if fresh != tuple(tier.value for tier in loss.upper):
            wrong.append(str(loss.expert))
    return wrong


def swept(problem: Problem, asked: argparse.Namespace) -> Row:
    """A front, with the seconds until there were five points."""
    heard: list[tuple[float, int, int]] = []

    def note(news: Searched) -> None:
        heard.append((round(time.monotonic() - began, 3), news.solves, news.points))

    limits = TrialLimits(seconds=asked.seconds / 5, workers=asked.workers, seed=asked.seed)
    began = time.monotonic()
    found = front(problem, seconds=asked.seconds, limits=limits, progress=note)
    took = time.monotonic() - began
    return {
        "status": "complete" if found.complete else "stopped",
        "took": round(took, 3),
        "solves": heard[-1][1] if heard else 0,
        "five": next((at for at, _, points in heard if points >= 5), None),
        "measures": list(found.measures),
        "points": [point_row(point) for point in found.points],
        "peak_mb": round(peak_so_far_mb(), 1),
        **checked(problem, found),
    }


def point_row(point: Point) -> Row:
    """A point without its plan."""
    return {
        "measures": dict(point.measures),
        "weights": dict(point.weights),
        "value": point.tier.value,
        "bound": point.tier.bound,
        "proven": point.is_proven,
    }


def checked(problem: Problem, found: Front) -> Row:
    """What `review` says of every plan, and whether a point beats another."""
    reads = [review(with_weights(problem, p.weights), p.plan) for p in found.points]
    return {
        "breaches": sum(len(read.breaches) for read in reads),
        "agrees": all(
            read.tiers == (*(tier.value for tier in point.upper), point.tier.value)
            for read, point in zip(reads, found.points, strict=True)
        )
        and not any(beats(one, other) for one, other in permutations(found.points, 2)),
    }


TRIALS = {"losses": losses, "front": swept, "questions": questions}


def main() -> None:
    """Measure as asked."""
    cli = argparse.ArgumentParser(description="Measure one trial in this process.")
    cli.add_argument("trial", choices=TRIALS)
    cli.add_argument("problem", type=Path)
    cli.add_argument("-o", "--output", type=Path, required=True)
    cli.add_argument("--seconds", type=float, default=60.0)
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--seed", type=int, default=1)
    asked = cli.parse_args()
    problem, _ = timed_reading(asked.problem)
    write(TRIALS[asked.trial](problem, asked), asked.output)


if __name__ == "__main__":
    main()
