"""What trials have found, as the documents that their jobs keep, and read from them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.base import Document
from matcher.explain.thin_competence import Gain
from matcher.explain.thin_reach import Competence
from matcher.files import write_answer
from matcher.plan import Answer, TierResult
from matcher.problem import ExpertId, Measure, MissionId, Problem, RoleId
from matcher.review import review
from matcher.trials.fragility_losses import Fragility, Loss, SeatAtRisk
from matcher.trials.front_points import Front, Point
from matcher.vacancies import unexplained

if TYPE_CHECKING:  # What these two are made by wakes the solver.
    from matcher.trials.competence import Verified
    from matcher.trials.unlocking_trials import TrialVerdict

Said = dict[str, Any]  # a part of a document


@dataclass(frozen=True, slots=True)
class Brought:
    """A gain with the rest of the plan kept, and what solving everything again makes of it.

    `after` and `without` are the tiers but the last of everything solved again, with the
    competence and without it; None where there was no time to prove them.
    """

    gain: Gain
    after: tuple[int, ...] | None
    without: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class FoundLosses:
    """Losses and gains as a job has kept them, with the objective they were measured by."""

    fragility: Fragility
    untouched: int
    brought: tuple[Brought, ...]
    objective: tuple[dict[Measure, int], ...]
    seconds: float

    def stated(self, problem: Problem) -> Problem:
        """The problem of today with the objective of the trial: what its sentences speak of."""
        return replace(problem, objective=self.objective)


@dataclass(frozen=True, slots=True)
class FoundPoint:
    """A point of a front: its measures, weights, calls, and the plan as a file has it.

    `vacancies` are seats that nobody fills, each counted once.
    """

    measures: dict[Measure, int]
    weights: dict[Measure, int]
    calls: int
    vacancies: int
    is_proven: bool
    plan: Document


@dataclass(frozen=True, slots=True)
class FoundFront:
    """A front as a job has kept it; `complete` says that no gap is left to look into."""

    measures: tuple[Measure, ...]
    points: tuple[FoundPoint, ...]
    complete: bool
    seconds: float


def write_losses(
    problem: Problem,
    found: Fragility,
    brought: "Sequence[Verified]",
    without: "TrialVerdict",
    seconds: float,
) -> Document:
    """Losses and verified gains as a document; `without` is the plan solved again as it is."""
    return {
        "objective": [dict(tier) for tier in problem.objective],
        "losses": [_loss(each) for each in found.losses],
        "untouched": len(found.untouched),
        "complete": found.complete,
        "gains": [_gain(each, without) for each in brought],
        "seconds": seconds,
    }


def read_losses(said: Document) -> FoundLosses:
    """The same as values."""
    losses = tuple(_read_loss(each) for each in said["losses"])
    return FoundLosses(
        Fragility(losses, (), said["complete"]),
        said["untouched"],
        tuple(_read_gain(each) for each in said["gains"]),
        tuple(said["objective"]),
        said["seconds"],
    )


def write_front(problem: Problem, found: Front, seconds: float) -> Document:
    """A front as a document; what each plan would cost in calls is measured by the problem."""
    return {
        "measures": list(found.measures),
        "points": [_point(problem, each) for each in found.points],
        "complete": found.complete,
        "seconds": seconds,
    }


def read_front(said: Document) -> FoundFront:
    """The same as values."""
    points = tuple(FoundPoint(**each) for each in said["points"])
    return FoundFront(tuple(said["measures"]), points, said["complete"], said["seconds"])


def _point(problem: Problem, point: Point) -> Said:
    measured = review(problem, point.plan).measures
    answer = Answer("feasible", point.plan, measures=measured)
    return {
        "measures": dict(point.measures),
        "weights": dict(point.weights),
        "calls": measured["calls"],
        "vacancies": sum(row.seats for row in unexplained(problem, point.plan)),
        "is_proven": point.is_proven,
        "plan": write_answer(answer, problem.horizon),
    }


def _loss(loss: Loss) -> Said:
    return {
        "expert": loss.expert,
        "seats": [[seat.mission, seat.role, list(seat.reserves)] for seat in loss.seats],
        "before": list(loss.before),
        "upper": _tiers(loss.upper),
        "last": _tiers((loss.last,))[0] if loss.last else None,
        "impossible": loss.impossible,
    }


def _read_loss(said: Said) -> Loss:
    seats = (
        SeatAtRisk(MissionId(mission), RoleId(role), tuple(ExpertId(each) for each in reserves))
        for mission, role, reserves in said["seats"]
    )
    return Loss(
        ExpertId(said["expert"]),
        tuple(seats),
        tuple(said["before"]),
        tuple(TierResult(*tier) for tier in said["upper"]),
        TierResult(*said["last"]) if said["last"] else None,
        said["impossible"],
    )


def _gain(found: "Verified", without: "TrialVerdict") -> Said:
    gain = found.gain
    return {
        "expert": gain.expert,
        "kind": gain.competence.kind,
        "name": gain.competence.name,
        "level": gain.level,
        "held": gain.held,
        "priority": gain.priority,
        "missions": list(gain.missions),
        "exact": gain.exact,
        "after": _proven(found.verdict, found.before),
        "without": _proven(without, found.before),
    }


def _proven(verdict: "TrialVerdict", before: Sequence[int]) -> list[int] | None:
    """The tiers after solving again; those from before where that makes nothing better."""
    if verdict.better is False:
        return list(before)
    return None if verdict.tiers is None else list(verdict.tiers)


def _read_gain(said: Said) -> Brought:
    gain = Gain(
        ExpertId(said["expert"]),
        Competence(said["kind"], said["name"]),
        said["level"],
        said["held"],
        said["priority"],
        tuple(MissionId(each) for each in said["missions"]),
        said["exact"],
    )
    after, without = said["after"], said["without"]
    return Brought(gain, after and tuple(after), without and tuple(without))


def _tiers(tiers: Iterable[TierResult]) -> list[list[int]]:
    return [[tier.value, tier.bound] for tier in tiers]
