"""A small parliament with something on every page: for browser tests and pictures."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from db.engine import Ledger
from db.facts import AgendaFacts
from db.models import (
    AccountRow,
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    MissionRow,
    PlanRow,
    ScenarioRow,
    SittingRow,
)
from db.operations import agenda, attempts, jobs, scenarios
from db.queries import jobs as known
from db.queries import plans
from matcher.scenario import Change
from tests import make
from tests.clock import TODAY, monday, now
from tests.web.conftest import password_hash
from web.worker.jobs.solve import perform

SOON = monday(TODAY + timedelta(days=7))
"""The first day of what is published: the assembly sits in the week before, and closes on Friday.

One who is booked is away on it: the only rule that the published plan breaks, on any day.
"""
LATER = monday(TODAY + timedelta(days=60))
"""The first day that the mission with a window may have."""
_NAMES = (
    *("Anne Bova", "Luc Dorval", "Inès Caldrome", "Théo Valcroix", "Maude Hibrac"),
    *("Noé Sarvigny", "Rosalie Quindard", "Émile Trévallon", "Félicie Orvanne"),
)


@dataclass(frozen=True, slots=True)
class World:
    """What the pages are about, by number."""

    mission: int
    expert: int
    institution: int
    job: int
    scenario: int
    planned: int
    day: date
    forcing: int


def build(ledger: Ledger) -> World:
    """Fill an empty database; its accounts are named after their roles."""
    with ledger.write() as session:
        home = _institution(session)
        experts = _experts(session, home)
        missions = _missions(session, home)
        # As of today, or it would be news of the past.
        at = now()
        make.staffed(session, missions[0], experts[0], experts[1], at=at)
        missions[1].state = "accepted"
        session.flush()
        make.staffed(session, missions[1], experts[2], at=at)
        _agenda(session, missions[0], experts[0])
        for role in ("coordinator", "planner", "reader"):
            _account(session, home, role)
        _account(session, home, "expert", experts[0])
        mission, expert, institution = missions[0].id, experts[0].id, home.id
        planned, day = missions[2].id, missions[2].window_first
        scenario = _scenario(session, expert)
    job = solved(ledger)
    _answer(ledger, scenario, job)
    forcing = forced(ledger, planned, expert)
    return World(mission, expert, institution, job, scenario, planned, day, forcing)


def _agenda(session: Session, mission: MissionRow, speaker: ExpertRow) -> None:
    """A session by video too, and an external meeting after the mission's days."""
    day, who = mission.window_first, frozenset({speaker.id})
    talk = AgendaFacts("Committee work", day, time(9), time(10, 30), speakers=who)
    talk = replace(talk, place="Room 2", link="https://video.example.org/committee-work")
    meeting = AgendaFacts("The court of accounts", day + timedelta(days=40), time(14), time(15))
    for facts in (talk, replace(meeting, kind="external")):
        agenda.add(session, mission.id, facts, make.BY, make.AT)


def _scenario(session: Session, expert: int) -> int:
    """A scenario with two steps, the second of which was undone."""
    made = scenarios.open_scenario(session, "Without Anne in spring", make.BY, make.AT)
    for code in ("expert.withdrawn", "expert.days_max"):
        change = Change(code, {"expert": f"e{expert}", "most": 3})
        scenarios.change(session, made.id, [change], make.BY, make.AT)
    scenarios.undo(session, made.id, make.BY, make.AT)
    return made.id


def _answer(ledger: Ledger, scenario: int, job: int) -> None:
    """Give the scenario the plan that the search has found."""
    with ledger.write() as session:
        plan_id = known.job(session, job).plan_id
        plan = session.get_one(PlanRow, plan_id)
        row = session.get_one(ScenarioRow, scenario)
        scenarios.solved(session, scenario, plan, row.gesture, make.AT)


def solved(ledger: Ledger) -> int:
    """A search that has ended; answers its number."""
    return _performed(ledger, "solve", {"time_limit": 10})


def forced(ledger: Ledger, mission: int, expert: int) -> int:
    """What it costs to seat somebody in the mission's only role; answers the job's number."""
    with ledger.read() as session:
        role = session.get_one(MissionRow, mission).roles[0].id
        plan = plans.live_id(session)
    pair = {"mission": f"m{mission}", "role": f"r{role}", "expert": f"e{expert}"}
    asked = {**pair, "plan": plan, "scenario": None, "time_limit": 10}
    return _performed(ledger, "forcing", asked)


def _performed(ledger: Ledger, kind: str, asked: dict[str, object]) -> int:
    """A job carried out by the worker's own hands."""
    with ledger.write() as session:
        job = jobs.ask(session, kind, asked, make.BY, now()).id
        ticket = attempts.claim(session, now())
    assert ticket is not None
    perform(ledger, ticket, now, lambda: False)
    return job


def _institution(session: Session) -> InstitutionRow:
    home = make.institution(
        session,
        name_en="National Assembly of Québec",
        name_fr="Assemblée nationale du Québec",
        mailbox="cooperation@qc.example",
    )
    sitting = {"first": SOON - timedelta(days=5), "last": SOON - timedelta(days=3)}
    closed = dict.fromkeys(("first", "last"), SOON + timedelta(days=4))
    session.add(SittingRow(institution_id=home.id, name="Sitting", **sitting))
    session.add(ClosureRow(institution_id=home.id, name="Holiday", **closed))
    return home


def _experts(session: Session, home: InstitutionRow) -> list[ExpertRow]:
    library, drafting = make.domain(session, "library"), make.domain(session, "drafting")
    experts = [
        make.expert(
            session,
            home,
            name,
            domains={library: 1 + number % 3} if number % 2 else {drafting: 2},
            languages={"fr": "C2", "en": "B2"} if number % 3 else {"fr": "C1"},
            experience=("HT",) if number == 1 else (),
            kind="member" if number % 4 == 0 else "official",
            email=None if number == 1 else f"expert{number}@qc.example",
            political_group="Groupe A" if number % 4 == 0 else None,
            department=None if number % 4 == 0 else "Bibliothèque",
            post=None if number % 4 == 0 else "Conseil",
        )
        for number, name in enumerate(_NAMES)
    ]
    make.busy(session, experts[1], SOON, label="Congé")
    return experts


def _missions(session: Session, home: InstitutionRow) -> list[MissionRow]:
    haiti, mali = make.partner(session), make.partner(session, "ml", country="ML")
    travel = {"travel_before": 2, "travel_after": 2}
    return [
        make.mission(
            session,
            home,
            haiti,
            make.role(title="Trainer", count=3, languages={"fr": "B2"}),
            title="Library services: training",
            first=SOON,
            languages={"ht": "C1"},
            weekdays="12345",
            **travel,
        ),
        make.mission(
            session, home, mali, make.role(), title="Archives", first=SOON, venue="home", length=6
        ),
        make.mission(
            session,
            home,
            mali,
            make.role(title="Speaker", count=2),
            title="Drafting of bills: regional seminar",
            first=LATER,
            window_last=LATER + timedelta(days=20),
            **travel,
        ),
    ]


def _account(
    session: Session, home: InstitutionRow, role: str, expert: ExpertRow | None = None
) -> AccountRow:
    return make.account(
        session,
        role,
        role=role,
        institution=home,
        expert=expert,
        password_hash=password_hash(),
        name=f"Camille {role.title()}",
    )
