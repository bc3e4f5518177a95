"""Two institutions in one database, each with a marked secret of every kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.engine import Ledger
from db.facts import AgendaFacts
from db.models import (
    Base,
    BookingRow,
    BusySourceRow,
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    JobRow,
    MessageRow,
    MissionRow,
    PartnerRow,
    ReceivedMailRow,
    RefusalRow,
    ScenarioChangeRow,
    ScenarioRow,
    SittingRow,
)
from db.moments import half_day
from db.operations import agenda, answers, publish, scenarios, staffing, tokens
from db.operations.answers import Given
from db.operations.staffing import Staffing
from db.operations.tokens import TokenFacts
from db.words import ACCOUNT_ROLES
from matcher.scenario import Change
from tests import make
from tests.web.conftest import password_hash

MARKS = {"qc": "MARKQC", "fr": "MARKFR"}
"""What every secret of an institution has in it."""
DAY = timedelta(days=1)

R = TypeVar("R", bound=Base)


@dataclass(frozen=True, slots=True)
class Unit:
    """One institution's objects, by the names that routes give their numbers."""

    code: str
    keys: Mapping[str, tuple[int, ...]]

    @property
    def mark(self) -> str:
        """What must not be read elsewhere."""
        return MARKS[self.code]


@dataclass(frozen=True, slots=True)
class World:
    """Two institutions, and the partner that both help."""

    units: Mapping[str, Unit]
    partner: int

    def other(self, unit: Unit) -> Unit:
        """The other institution."""
        return next(each for each in self.units.values() if each.code != unit.code)


def login_of(role: str, unit: Unit) -> str:
    """The account that holds one role in one institution."""
    return f"{role}-{unit.code}"


def made(ledger: Ledger) -> World:
    """Everything that an institution may keep to itself, twice; each borrows an expert."""
    with ledger.write() as session:
        partner = make.partner(session)
        homes = {
            code: make.institution(session, code, mailbox=f"unit@{code}.example") for code in MARKS
        }
        own = {
            code: make.expert(session, homes[code], f"Anne {code}", **_known(code))
            for code in MARKS
        }
        lent = {
            code: make.expert(session, homes[code], f"Jean {code}", **_known(code, "jean"))
            for code in MARKS
        }
        units = {
            code: _unit(
                session, homes[code], partner, own[code], lent["fr" if code == "qc" else "qc"]
            )
            for code in MARKS
        }
        return World(units, partner.id)


def _known(code: str, name: str = "anne") -> dict[str, str]:
    return {"email": f"{name}@{code}.example", "department": f"{MARKS[code]} department"}


def _unit(
    session: Session, home: InstitutionRow, partner: PartnerRow, own: ExpertRow, lent: ExpertRow
) -> Unit:
    mark, code = MARKS[home.code], home.code
    accounts = {role: _account(session, home, role, own) for role in ACCOUNT_ROLES}
    by = Actor(accounts["coordinator"], f"{mark} person")
    missions = _missions(session, home, partner, mark)
    plan = _published(session, missions[0], own, lent, by)
    booking = session.scalars(
        select(BookingRow).where(
            BookingRow.mission_id == missions[0].id, BookingRow.expert_id == own.id
        )
    ).one()
    answers.issue(session, booking.id, by, make.AT)
    note = Given("declined", f"{mark} refusal")
    answers.record(session, booking.id, note, "account", by, make.AT)
    item = _item(session, missions[0], own, mark, by)
    kept = _kept_to_itself(session, home, own, mark)
    scenario = _scenario(session, missions[1], plan, mark, by)
    jobs = _jobs(session, scenario, missions[0], own, plan, mark, by)
    links = _tokens(session, home, partner, own, missions[0], scenario, mark, by)
    messages = select(MessageRow.id).where(MessageRow.institution_id == home.id)
    change = select(ScenarioChangeRow.id).where(ScenarioChangeRow.scenario_id == scenario.id)
    noes = select(RefusalRow.id).where(RefusalRow.mission_id.in_([row.id for row in missions]))
    return Unit(
        code,
        {
            "mission_id": tuple(row.id for row in missions),
            "expert_id": (own.id,),
            "institution_id": (home.id,),
            "scenario_id": (scenario.id,),
            "plan_id": (plan,),
            "job_id": jobs,
            "booking_id": (booking.id,),
            "item_id": (item,),
            **kept,
            "token_id": links,
            "key": tuple(session.scalars(messages)),
            "change": tuple(session.scalars(change)),
            "refusal_id": tuple(session.scalars(noes)),
            "partner_id": (partner.id,),
        },
    )


def _kept_to_itself(
    session: Session, home: InstitutionRow, own: ExpertRow, mark: str
) -> dict[str, tuple[int, ...]]:
    """An absence, a calendar, a sitting, a mail and a closed day."""
    busy = make.busy(session, own, make.MONDAY + 40 * DAY, label=f"{mark} absence")
    source = _added(
        session,
        BusySourceRow(expert_id=own.id, kind="file", name=f"{mark} calendar", created_at=make.AT),
    )
    sitting = _added(
        session,
        SittingRow(
            institution_id=home.id, first=make.MONDAY, last=make.MONDAY, name=f"{mark} sitting"
        ),
    )
    mail = _added(
        session,
        ReceivedMailRow(
            known_as=f"{mark} mail",
            outcome="unclear",
            code="mail.in_words",
            facts={},
            sender=f"{mark}@example.org",
            subject=f"{mark} mail",
            received_at=make.AT,
            institution_id=home.id,
        ),
    )
    closed = _added(
        session,
        ClosureRow(
            institution_id=home.id, first=make.MONDAY, last=make.MONDAY, name=f"{mark} closed"
        ),
    )
    rows = {"busy_id": busy, "source_id": source, "sitting_id": sitting, "mail_id": mail}
    rows["closure_id"] = closed
    return {name: (row.id,) for name, row in rows.items()}


def _added(session: Session, row: R) -> R:
    session.add(row)
    session.flush()
    return row


def _account(session: Session, home: InstitutionRow, role: str, own: ExpertRow) -> int:
    name = f"{role}-{home.code}"
    expert = own if role in ("expert", "assistant") else None
    facts = {"password_hash": password_hash(), "name": f"{MARKS[home.code]} {role}"}
    return make.account(session, name, role=role, institution=home, expert=expert, **facts).id


def _missions(
    session: Session, home: InstitutionRow, partner: PartnerRow, mark: str
) -> list[MissionRow]:
    first = make.MONDAY if home.code == "qc" else make.MONDAY + 14 * DAY
    return [
        make.mission(
            session,
            home,
            partner,
            make.role(count=2, title=f"{mark} role"),
            title=f"{mark} {state}",
            state=state,
            first=first + number * 28 * DAY,
            notes=f"{mark} note",
        )
        for number, state in enumerate(("planned", "approved", "requested"))
    ]


def _published(
    session: Session, mission: MissionRow, own: ExpertRow, lent: ExpertRow, by: Actor
) -> int:
    team = {mission.roles[0].id: (own.id, lent.id)}
    wanted = Staffing(half_day(mission.window_first), team)
    plan = staffing.restaff(session, mission.id, wanted, by, make.AT)
    plan.name = f"{by.name} release"
    publish.publish(session, plan.id, by, make.AT)
    return plan.id


def _item(session: Session, mission: MissionRow, own: ExpertRow, mark: str, by: Actor) -> int:
    facts = AgendaFacts(
        kind="session",
        title=f"{mark} session",
        day=mission.window_first,
        starts=time(9),
        ends=time(10),
        place=f"{mark} room",
        speakers=frozenset({own.id}),
    )
    return agenda.add(session, mission.id, facts, by, make.AT).id


def _scenario(
    session: Session, mission: MissionRow, plan: int, mark: str, by: Actor
) -> ScenarioRow:
    row = scenarios.open_scenario(session, f"{mark} scenario", by, make.AT)
    session.flush()
    moved = Change("mission.priority", {"mission": f"m{mission.id}", "priority": 7})
    scenarios.change(session, row.id, [moved], by, make.AT)
    found = staffing.restaff(
        session, mission.id, Staffing(half_day(mission.window_first), {}), by, make.AT
    )
    scenarios.solved(session, row.id, found, row.gesture, make.AT)
    return row


def _jobs(
    session: Session,
    scenario: ScenarioRow,
    mission: MissionRow,
    own: ExpertRow,
    plan: int,
    mark: str,
    by: Actor,
) -> tuple[int, ...]:
    """An ended one of each kind, so that their streams end at once, and one that waits."""
    said = {"mission": f"m{mission.id}", "role": f"r{mission.roles[0].id}", "expert": f"e{own.id}"}
    asked = [
        ("solve", {"scenario": scenario.id, "time_limit": 30}),
        ("forcing", {**said, "plan": plan, "scenario": None, "time_limit": 10}),
        ("losses", {"seconds": 30}),
        ("front", {"seconds": 30, "scenario": scenario.id, "shown": []}),
    ]
    rows = [
        JobRow(kind=kind, asked=facts, state="cancelled", author_id=by.id, created_at=make.AT)
        for kind, facts in asked
    ]
    waits = JobRow(
        kind="solve",
        asked={"scenario": scenario.id, "time_limit": 30},
        author_id=by.id,
        created_at=make.AT,
    )
    return tuple(_added(session, row).id for row in (*rows, waits))[:-1]


def _tokens(
    session: Session,
    home: InstitutionRow,
    partner: PartnerRow,
    own: ExpertRow,
    mission: MissionRow,
    scenario: ScenarioRow,
    mark: str,
    by: Actor,
) -> tuple[int, ...]:
    subjects = {
        "partner": partner.id,
        "institution": home.id,
        "pool": home.id,
        "expert": own.id,
        "mission": mission.id,
        "team": mission.id,
        "scenario": scenario.id,
    }
    return tuple(
        tokens.create(
            session,
            TokenFacts(kind, key, f"{mark} {kind}", "en"),
            secret_hash(kind, home.code),
            by,
            make.AT,
        ).id
        for kind, key in subjects.items()
    )


def secret_of(kind: str, code: str) -> str:
    """The secret of an institution's address of a kind."""
    return f"{kind}-{code}-" + "x" * 30


def secret_hash(kind: str, code: str) -> str:
    """What is kept of it."""
    return answers.hash_of(secret_of(kind, code))


def lent_of(unit: Unit) -> Select[int]:
    """The expert of elsewhere who is in an institution's team."""
    home = unit.keys["institution_id"][0]
    return (
        select(BookingRow.expert_id)
        .join(BookingRow.expert)
        .where(BookingRow.institution_id == home, ExpertRow.institution_id != home)
    )
