"""Why a search found no plan: which decisions cannot be kept together, and what they meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.ids import known_row, mission_id
from db.models import ExpertRow, JobRow, MissionPinRow, MissionRow, ScenarioRow
from db.moments import to_number
from db.queries import missions, scenarios
from db.queries import missions as queries
from matcher.eligibility import occupied
from matcher.halfdays import HalfDay, merged
from matcher.problem import Expert, ExpertId, Mission, Problem
from matcher.scenario import Change
from web.language import dates
from web.language.speech import gettext as _
from web.language.speech import listed
from web.service.belonging import call
from web.service.clock import now
from web.service.problem_cache import problem_to_plan, scenario_problem

Pin = Mapping[str, str]
"""A decision as a plan file writes it: `mission` with `start`, or with `role` and `expert`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the decisions that clash, in words; `mission` is where it is changed."""

    sentence: str
    mission: int | None
    against: str = ""


def decisions(session: Session, job: JobRow) -> list[Decision]:
    """What cannot be kept together, of a search that found no plan."""
    pins: list[Pin] = list((job.error_facts or {}).get("conflict", ()))
    if not pins:
        return []
    scenario = session.get(ScenarioRow, job.asked.get("scenario", 0))
    today = now().date()
    if scenario is None:
        clash = Clash(session, problem_to_plan(session, today), ())
    else:
        problem = scenario_problem(session, scenario, today).problem
        clash = Clash(session, problem, scenarios.changes(scenario))
    return [clash.said(pin) for pin in pins]


class Clash:
    """The ledger and the problem in which decisions clash; `changes` are those of its scenario."""

    def __init__(self, session: Session, problem: Problem, changes: Iterable[Change]) -> None:
        self._session = session
        self._problem = problem
        self._pinned = {
            (each.facts.get("mission"), each.facts.get("expert"))
            for each in changes
            if each.code in ("pin.expert", "pin.start")
        }

    def said(self, pin: Pin) -> Decision:
        """One decision in words."""
        row = missions.seen(self._session, _number(pin["mission"]))
        if row is None:
            return Decision(_("A mission that you do not see is decided already."), None)
        if "expert" not in pin:
            return Decision(self._date(row), row.id)
        expert = self._session.get(ExpertRow, _number(pin["expert"]))
        name = call(expert) if expert else pin["expert"]
        sentence = self._seat(row, pin["expert"], name)
        return Decision(sentence, row.id, self._absences(row, pin["expert"], name))

    def _date(self, row: MissionRow) -> str:
        published = queries.live_start(self._session, row.id)
        if row.pinned_start is not None or published is None or self._is_pinned(row):
            return _("“%(mission)s” is pinned to its date", mission=row.title)
        return _(
            "“%(mission)s” is published for %(day)s, and its partner counts on it",
            mission=row.title,
            day=dates.start_day(published, row.half_day_starts),
        )

    def _seat(self, row: MissionRow, expert: str, name: str) -> str:
        pin = self._session.get(MissionPinRow, (row.id, _number(expert)))
        if pin is not None or self._is_pinned(row, expert):
            return _("%(expert)s is pinned to “%(mission)s”", expert=name, mission=row.title)
        return _(
            "%(expert)s is published on “%(mission)s”, and its partner counts on it",
            expert=name,
            mission=row.title,
        )

    def _is_pinned(self, row: MissionRow, expert: str | None = None) -> bool:
        """Has the scenario itself pinned the date, or somebody?"""
        return (mission_id(row.id), expert) in self._pinned

    def _absences(self, row: MissionRow, key: str, name: str) -> str:
        """When the person is not free on days that the mission may take; empty where always."""
        mission = self._problem.missions.get(mission_id(row.id))
        expert = self._problem.experts.get(ExpertId(key))
        if mission is None or expert is None:
            return ""
        taken = self._may_take(mission, expert)
        met = [
            dates.half_days(
                to_number(max(taken[0], span.start), self._problem.horizon),
                to_number(min(taken[-1] + 1, span.end) - 1, self._problem.horizon),
            )
            for span in merged(expert.busy)
            if any(half_day in span for half_day in taken)
        ]
        if not met:
            return ""
        return _("%(expert)s is not available: %(days)s.", expert=name, days=listed(met))

    def _may_take(self, mission: Mission, expert: Expert) -> list[HalfDay]:
        """The half-days that the mission may take of the expert, by their own clock, sorted."""
        pinned = self._problem.pins.get(mission.id)
        start = None if pinned is None else pinned.start
        starts = [*mission.window] if start is None else [start]
        found = (occupied(self._problem, mission, each, expert.institution) for each in starts)
        return sorted({half_day for taken in found for half_day in taken or ()})


def _number(key: str) -> int:
    """The row of an id; no row has the number of one that somebody imagined."""
    return known_row(key) or 0
