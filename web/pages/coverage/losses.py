"""The people whose absence would hurt most, as the last trial has found them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.ids import row_id
from db.models import JobRow
from db.queries import jobs, plans
from matcher.problem import Problem
from matcher.trials.fragility_losses import Loss
from web.language.sentences.fragility import fragility_sentence, loss_sentence, reserves_sentence
from web.language.sentences.names import Names
from web.language.sentences.thin import gain_sentence
from web.language.speech import gettext as _
from web.pages.coverage.places import Facts
from web.service.trials.found import Brought, FoundLosses, read_losses
from web.service.trials.kinds import LOSSES
from web.service.trials.under_way import under_way

SHOWN = 12
"""People who are named at once."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """Somebody whose absence costs something, and who could step in for each of their seats."""

    sentence: str
    expert_id: int
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossesShown:
    """What is known of losses: the last findings, whether they are of the live plan, the search."""

    job: JobRow | None
    found_at: datetime | None
    release: int | None
    is_live: bool
    summary: str
    people: tuple[Hurt, ...]
    gains: tuple[str, ...]


def read(session: Session, facts: Facts) -> LossesShown:
    """The last findings in sentences; none where nobody has asked yet."""
    open_job = under_way(session, LOSSES)
    done = jobs.last_done(session, LOSSES)
    if done is None or done.best is None:
        return LossesShown(open_job, None, None, False, "", (), ())
    found = read_losses(done.best)
    problem = found.stated(facts.problem)
    tried = None if done.base_plan_id is None else plans.plan(session, done.base_plan_id)
    return LossesShown(
        job=open_job,
        found_at=done.ended_at,
        release=None if tried is None else tried.number,
        is_live=done.base_plan_id == facts.plan_id,
        summary=fragility_sentence(found.fragility),
        people=tuple(_hurt(problem, each, facts.names) for each in found.fragility.critical),
        gains=tuple(_gains(found, facts.names)),
    )


def _hurt(problem: Problem, loss: Loss, names: Names) -> Hurt:
    seats = (reserves_sentence(seat, names) for seat in loss.seats)
    return Hurt(loss_sentence(problem, loss, names), row_id(loss.expert), tuple(seats))


def _gains(found: FoundLosses, names: Names) -> Iterator[str]:
    """What one more competence brings; with everything solved again where that was proven."""
    for each in found.brought:
        said = gain_sentence(each.gain, names)
        again = _again(found, each)
        yield f"{said} {again}" if again else said


def _again(found: FoundLosses, brought: Brought) -> str:
    """Whether a new plan needs it too, where the objective has vacancies alone in a level."""
    levels = [k for k, tier in enumerate(found.objective) if set(tier) == {"vacancies"}]
    if brought.after is None or brought.without is None or not levels:
        return ""
    if brought.after[levels[0]] < brought.without[levels[0]]:
        return _("With everything planned anew, it helps as well.")
    return _("With everything planned anew, as much is filled without it.")
