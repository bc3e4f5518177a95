"""One expert's ten years of missions in eight time zones, and what later happens to some.

Rows of the real ledger, published by the real operations. In each January and July a session in
every zone; beside them whole days, stays over a change of the clock, words that are hard to
write, travel, holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.clients import sessions
from db.actors import PROGRAM
from db.engine import Ledger
from db.models import (
    AssignmentRow,
    ExpertRow,
    InstitutionRow,
    MissionRow,
    PartnerRow,
    PlanMissionRow,
    PlanRow,
    ProgrammeRow,
    RoleRow,
)
from db.moments import half_day
from db.operations import publish, releases, staffing, tokens
from db.operations.staffing import Staffing
from db.operations.tokens import TokenFacts
from web.service.tokens import new_secret

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=3)
"""When the second version of the feed is published."""
YEARS = range(2027, 2037)
PLACES = {
    "fr": ("Assemblée de l’exemple", "FR", "Europe/Paris"),
    "qc": ("Assemblée de l’Érablière", "CA", "America/Toronto"),
    "bj": ("Assemblée nationale du Bénin (exemple)", "BJ", "Africa/Porto-Novo"),
    "ma": ("Chambre des représentants, exemple", "MA", "Africa/Casablanca"),
    "af": ("Wolesi Jirga; exemple", "AF", "Asia/Kabul"),
    "np": ("Chambre basse – exemple", "NP", "Asia/Kathmandu"),
    "cl": ("Cámara de ejemplo, Ñuñoa", "CL", "America/Santiago"),
    "md": ("Parlamentul exemplu, Chișinău", "MD", "Europe/Chisinau"),
}
SHAPES = (("am", 1), ("pm", 1), ("pm", 2), ("am", 3))
"""Sessions of a morning, an afternoon, from an afternoon to a morning, to the next morning."""
LONG = (
    "Évaluation de l’impact des lois « à l’épreuve » : méthodes, données; débats et synthèse "
    "– Žofie Šárková, Łukasz Żółć, Ольга Ким, 東京の議会, 👩🏽‍⚖️🏛️ – à la Chambre des députés"
)
"""Two hundred octets and more: folded twice, with characters of one to four octets."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mission to be: where, from which half-day, how long, and what it is called."""

    title: str
    place: str
    day: date
    half: str = "am"
    length: int = 2
    travel: int = 0
    state: str = "accepted"

    @property
    def start(self) -> int:
        """The half-day of `db.moments` on which it starts."""
        return half_day(self.day, "pm" if self.half == "pm" else "am")


MOVED = {
    "Séminaire déplacé": (date(2027, 2, 23), "am"),
    "Journées déplacées, à demi": (date(2027, 3, 2), "pm"),
    "Mission déplacée avec voyage": (date(2027, 3, 9), "am"),
    "Proposition déplacée": (date(2027, 4, 20), "pm"),
}
"""What is moved in the second version, and where to."""
CANCELLED = (
    "Atelier retiré",
    "Journées retirées; sans remplacement",
    "Mission retirée avec voyage",
    "Proposition retirée",
)
"""What is cancelled in the second version."""


SESSION = "Séance n°"
"""What the missions of the sweep are called, before the month."""
TURNED = ("Séminaire déplacé", "Atelier retiré")
"""Missions of the second version that leave a session behind, or take it with them."""
SCENARIO = "Variante d’automne; essai"


def drafts() -> Iterator[Draft]:
    """Every mission of the first version."""
    yield from _sweep()
    yield from _over_a_change_of_clock()
    yield from _special()
    yield from _about_to_change()


def _sweep() -> Iterator[Draft]:
    """January and July of ten years, a session in every zone, two days apart."""
    for year in YEARS:
        for month in (1, 7):
            for number, place in enumerate(PLACES):
                half, length = SHAPES[(year + month + number) % len(SHAPES)]
                day = date(year, month, 3 + 3 * number)
                state = ("accepted", "accepted", "planned")[(year + number) % 3]
                title = f"{SESSION} {year}-{month:02}, {PLACES[place][0]}"
                yield Draft(title, place, day, half, length, state=state)


def _over_a_change_of_clock() -> Iterator[Draft]:
    """From an afternoon to a morning, with a change of the clock in the night between."""
    for place, day in (
        ("fr", date(2027, 3, 27)),
        ("qc", date(2027, 3, 13)),
        ("cl", date(2027, 4, 3)),
        ("md", date(2027, 10, 30)),
        ("ma", date(2027, 2, 6)),
        ("fr", date(2036, 10, 25)),
        ("cl", date(2036, 9, 6)),
        ("ma", date(2036, 10, 18)),
    ):
        title = f"Nuit du changement d’heure, {day.year}, {PLACES[place][0]}"
        yield Draft(title, place, day, "pm", 2)


def _special() -> Iterator[Draft]:
    yield Draft(LONG, "bj", date(2027, 5, 3), length=6)
    yield Draft(f"{LONG} (suite)", "np", date(2027, 5, 10), "pm", 1)
    yield Draft(
        'Virgules, points-virgules; barres \\ et \\n, "guillemets"', "cl", date(2027, 5, 17)
    )
    yield Draft("Une journée", "qc", date(2027, 5, 20))
    yield Draft("Fin d’année", "fr", date(2027, 12, 30), length=8)
    yield Draft("Jour bissextile", "md", date(2028, 2, 28), length=6)
    yield Draft(
        f"Voyage d’une demi-journée, {PLACES['ma'][0]}", "ma", date(2027, 6, 8), "pm", 2, travel=1
    )
    yield Draft("Voyage de deux jours", "af", date(2027, 6, 15), length=4, travel=4)
    yield Draft("Proposition", "md", date(2027, 6, 24), length=4, travel=2, state="planned")


def _about_to_change() -> Iterator[Draft]:
    yield Draft("Séminaire déplacé", "np", date(2027, 2, 16), "pm", 1)
    yield Draft("Journées déplacées, à demi", "cl", date(2027, 3, 1), length=4)
    yield Draft("Mission déplacée avec voyage", "ma", date(2027, 3, 16), length=4, travel=2)
    yield Draft("Proposition déplacée", "md", date(2027, 4, 19), state="planned")
    yield Draft("Atelier retiré", "qc", date(2027, 4, 7), "pm", 1)
    yield Draft("Journées retirées; sans remplacement", "bj", date(2027, 4, 12), length=6)
    yield Draft("Mission retirée avec voyage", "af", date(2027, 4, 26), length=2, travel=2)
    yield Draft("Proposition retirée", "fr", date(2027, 5, 25), "am", 1, state="planned")


@dataclass(frozen=True, slots=True)
class World:
    """Whose feed it is, and the subjects of the other kinds of feeds."""

    expert: int
    institution: int
    partner: int
    programme: int
    mission: int
    scenario: int


def fill(ledger: Ledger) -> World:
    """Publish the first version."""
    with ledger.write() as session:
        partners = {code: _partner(code) for code in PLACES}
        house = InstitutionRow(
            code="maison",
            name_en="Example house",
            name_fr="Maison de l’exemple",
            country="FR",
            timezone="Europe/Paris",
            mailbox="unite@example.org",
        )
        session.add_all((house, *partners.values()))
        session.flush()
        programme = _programme(house)
        expert = _expert(house)
        session.add_all((programme, expert))
        session.flush()
        rows = [_mission(each, house, partners[each.place], programme) for each in drafts()]
        plan = PlanRow(state="solved", created_at=AT)
        session.add_all((*rows, plan))
        session.flush()
        for draft, row in zip(drafts(), rows, strict=True):
            _hold(session, plan, row, draft.start, expert)
        session.flush()
        publish.publish(session, plan.id, PROGRAM, AT)
        spoken = [row for row in rows if row.title.startswith(SESSION) or row.title in TURNED]
        sessions.hold(session, spoken, expert.id, AT)
        draft = releases.scenario_of(session, plan.id, SCENARIO, PROGRAM, AT)
        subjects = (partners["bj"].id, programme.id, rows[0].id, draft.id)
        return World(expert.id, house.id, *subjects)


def turn(ledger: Ledger, world: World) -> None:
    """Publish the second version: four missions moved, four cancelled; sessions likewise."""
    for title in (*MOVED, *CANCELLED):
        with ledger.write() as session:
            row = session.scalars(select(MissionRow).filter_by(title=title)).one()
            wanted = None
            if title in MOVED:
                day, half = MOVED[title]
                start = half_day(day, "pm" if half == "pm" else "am")
                wanted = Staffing(start, {row.roles[0].id: (world.expert,)})
            plan = staffing.restaff(session, row.id, wanted, PROGRAM, LATER)
            publish.publish(session, plan.id, PROGRAM, LATER)
    with ledger.write() as session:
        sessions.turn(session, LATER)


def address(ledger: Ledger, kind: str, subject: int) -> str:
    """A new secret path of a feed, in French."""
    secret = new_secret()
    with ledger.write() as session:
        facts = TokenFacts(kind, subject, "benchmark", "fr")  # type: ignore[arg-type]  # our words
        tokens.create(session, facts, secret.sha256, PROGRAM, AT)
    return f"/feeds/{secret.text}.ics"


def addresses(ledger: Ledger, world: World) -> dict[str, str]:
    """A new secret path of a feed of each kind."""
    subjects = {
        "expert": world.expert,
        "mission": world.mission,
        "team": world.mission,
        "institution": world.institution,
        "pool": world.institution,
        "programme": world.programme,
        "partner": world.partner,
        "scenario": world.scenario,
    }
    return {kind: address(ledger, kind, subject) for kind, subject in subjects.items()}


def _partner(code: str) -> PartnerRow:
    name, country, timezone = PLACES[code]
    names = {"name_en": name, "name_fr": name}
    return PartnerRow(code=code, country=country, timezone=timezone, **names)


def _programme(house: InstitutionRow) -> ProgrammeRow:
    names = {"name_en": "Example programme", "name_fr": "Programme d’exemple"}
    return ProgrammeRow(code="p", institution_id=house.id, **names)


def _expert(house: InstitutionRow) -> ExpertRow:
    times = {"created_at": AT, "changed_at": AT}
    return ExpertRow(
        institution_id=house.id,
        kind="official",
        given_name="Élodie",
        family_name="Grüßner-Żółć",
        **times,
    )


def _mission(
    draft: Draft, house: InstitutionRow, partner: PartnerRow, programme: ProgrammeRow
) -> MissionRow:
    kinds = {"activity_type": "seminar", "service_mode": "training", "venue": "abroad"}
    dates = {"window_first": draft.day, "window_last": draft.day, "length": draft.length}
    row = MissionRow(
        title=draft.title,
        state=draft.state,
        institution_id=house.id,
        partner_id=partner.id,
        programme_id=programme.id,
        travel_before=draft.travel,
        travel_after=draft.travel,
        created_at=AT,
        changed_at=AT,
        **kinds,
        **dates,
    )
    row.roles = [RoleRow(title="Rédaction des lois – appui à la présidence de séance", position=0)]
    return row


def _hold(session: Session, plan: PlanRow, row: MissionRow, start: int, expert: ExpertRow) -> None:
    session.add(PlanMissionRow(plan_id=plan.id, mission_id=row.id, start=start))
    seat = {"mission_id": row.id, "role_id": row.roles[0].id, "expert_id": expert.id}
    session.add(AssignmentRow(plan_id=plan.id, **seat))
