"""Publications, each through the gate: a draft, a scenario, a release brought back, a drop."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.ids import mission_id as key_of
from db.mapping import load_problem
from db.mapping.scenario import added_rows
from db.models import MissionRow
from db.operations import mission_states, releases
from db.operations.bookings import Release
from db.operations.publish import hold_live, over_live, publish
from db.operations.saving import Seen
from db.queries import plans
from db.queries import scenarios as known
from db.queries.holdings import rebased
from db.words import DROPPED, MissionState
from matcher.problem import Problem
from web.service.publishing.case import case, hindrances, without
from web.service.publishing.gate import Judgement, judge


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody has accepted, by its key, and who agreed that agreed missions change."""

    key: str = ""
    word: str = ""


class NotPassed(Exception):
    """The gate holds a publication back: it is forbidden, or something is to be accepted first.

    The transaction must end then: nothing of it is kept.
    """

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        super().__init__(f"{len(judgement.blocking)} forbid it, {len(judgement.serious)} wait.")


def pass_gate(judgement: Judgement, consent: Consent) -> None:
    """Go on only where nothing forbids it and all that is serious was accepted.

    Raises: NotPassed.
    """
    if judgement.blocking or (judgement.serious and consent.key != judgement.key):
        raise NotPassed(judgement)


def publish_draft(
    session: Session,
    problem: Problem,
    plan_id: int,
    consent: Consent,
    by: Actor,
    at: datetime,
    *,
    base_id: int | None = None,
) -> Release:
    """Publish a plan that somebody made by hand, or that a search has found.

    `problem` is what could be staffed from today on.
    Raises: NotPassed, and what `publish` raises.
    """
    hold_live(session)
    after = over_live(session, plans.plan(session, plan_id), base_id).holding
    pass_gate(judge(case(session, problem, after)), consent)
    return publish(session, plan_id, by, at, base_id=base_id, word=consent.word)


def publish_scenario(
    session: Session,
    scenario_id: int,
    name: str,
    consent: Consent,
    by: Actor,
    at: datetime,
    *,
    base_id: int | None,
) -> Release:
    """Publish the plan of a scenario, and close it.

    Raises: NotPassed, NotFound, and what `publish` raises.
    """
    hold_live(session)
    row = known.scenario(session, scenario_id)
    if row.plan_id is not None:
        plan = plans.plan(session, row.plan_id)
        changes = known.changes(row)
        adding = added_rows(changes)
        problem = _of_today(session, at, adding)
        more = tuple(hindrances(session, row, plan))
        after = rebased(session, plan, base_id).holding
        pass_gate(judge(case(session, problem, after, more, changes)), consent)
    return releases.release_scenario(
        session, scenario_id, name, by, at, base_id=base_id, word=consent.word
    )


def bring_back(
    session: Session,
    plan_id: int,
    name: str,
    consent: Consent,
    by: Actor,
    at: datetime,
    *,
    base_id: int | None,
) -> Release:
    """Publish an earlier release again, as far as it lies ahead.

    Raises: NotPassed, NotFound, InvalidState, and what `publish` raises.
    """
    hold_live(session)
    draft = releases.draft_back(session, plan_id, name, by, at)
    return publish_draft(
        session, _of_today(session, at), draft.id, consent, by, at, base_id=base_id
    )


def move_state(
    session: Session,
    mission_id: int,
    to: MissionState,
    consent: Consent,
    by: Actor,
    at: datetime,
    *,
    reason: str,
    shown: int | Seen | None,
) -> MissionRow:
    """Take a mission to another state; one that is dropped leaves the plan, through the gate.

    Raises: NotPassed, and what `mission_states.move` raises.
    """
    if to in DROPPED:
        hold_live(session)
    if to in DROPPED and plans.live_id(session) is not None:
        problem = _of_today(session, at)
        pass_gate(judge(without(session, problem, key_of(mission_id))), consent)
    return mission_states.move(session, mission_id, to, by, at, reason=reason, shown=shown)


def _of_today(session: Session, at: datetime, adding: tuple[int, ...] = ()) -> Problem:
    return load_problem(session, today=at.date(), freeze_days=0, adding=adding)
