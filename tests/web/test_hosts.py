"""A place where somebody else is received is not closed, and a closure has its name."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.mapping import load_problem
from db.models import (
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    MissionPartnerRow,
    MissionRow,
    PartnerClosureRow,
    PartnerRow,
)
from db.queries.sight import look
from matcher.halfdays import Span
from matcher.problem import PartnerId
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

DAY = timedelta(days=1)
TUESDAY = make.MONDAY + DAY
THEIRS = make.MONDAY + 2 * DAY
"""The other unit is there from Wednesday to Thursday; Tuesday is a holiday."""
LAST = make.MONDAY + 18 * DAY
HT = PartnerId("ht")
NONE = "There is no possible date (3 March 2027). 3 March 2027 is not possible: "
TAKEN = "the partner parliament receives another mission then."
PRIS = "le parlement partenaire reçoit alors une autre mission."


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def own(ledger: Ledger, institution: int) -> int:
    """A mission of the reader's, to a partner that is closed on a day and receives others then."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session)
        session.add(
            PartnerClosureRow(partner_id=there.id, first=TUESDAY, last=TUESDAY, name="el-Mawlid")
        )
        make.expert(session, home, "Bob Tremolo")
        own = make.mission(session, home, there, title="Library", window_last=LAST)
        away = make.institution(session, "fr")
        theirs = make.mission(session, away, there, title="Secret", first=THEIRS)
        make.staffed(session, theirs, make.expert(session, away, "Luc Dorval"))
        return own.id


def by_hand(browser: Browser, ledger: Ledger, mission: int, start: date, tongue: str = "") -> str:
    """What is said of a start when the mission is staffed by hand."""
    with ledger.read() as session:
        role = session.get_one(MissionRow, mission).roles[0].id
    path = f"/missions/{mission}/staff"
    form = filled_in(browser.get(path).text, path)
    when = {"start": start.isoformat(), "half": "am", f"seat-{role}-0": 1}
    answer = post(browser, path + tongue, form | when)
    assert answer.status_code == 422
    return answer.text


def test_closures_and_missions_received_are_never_one_span(
    ledger: Ledger, institution: int, own: int
) -> None:
    with ledger.read() as session:
        look(session, {institution})
        problem = load_problem(session, today=make.TODAY)

    tuesday = problem.horizon.index_of(TUESDAY)
    assert problem.partners[HT].closed == (
        Span(tuesday, tuesday + 2),
        Span(tuesday + 2, tuesday + 6),
    )


def test_stay_within_a_closure_says_nothing_more(
    ledger: Ledger, institution: int, own: int
) -> None:
    with ledger.write() as session:
        closure = session.scalars(select(PartnerClosureRow)).one()
        closure.last = THEIRS + DAY
        look(session, {institution})
        session.flush()
        problem = load_problem(session, today=make.TODAY)

    tuesday = problem.horizon.index_of(TUESDAY)
    assert problem.partners[HT].closed == (Span(tuesday, tuesday + 6),)


def test_start_where_somebody_else_is_received_says_so_and_no_more(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    page = by_hand(coordinator, ledger, own, THEIRS + DAY)
    french = by_hand(coordinator, ledger, own, THEIRS + DAY, "?lang=fr")

    assert f"4 March 2027 is not possible: {TAKEN}" in page
    assert f"Le 4 mars 2027 n’est pas possible\u00a0: {PRIS}" in french
    assert ("closed," in page, "Secret" in page) == (False, False)


def test_guest_of_another_unit_leaves_room_for_one_where_two_are_received(
    coordinator: Browser, ledger: Ledger, institution: int, own: int
) -> None:
    with ledger.write() as session:
        there = session.scalars(select(PartnerRow)).one()
        there.at_once = 2
        home = session.get_one(InstitutionRow, institution)
        first = make.mission(session, home, there, title="Archives", first=THEIRS)
        make.staffed(session, first, make.expert(session, home, "Ana Lima"))
        look(session, {institution})
        problem = load_problem(session, today=make.TODAY)

    page = by_hand(coordinator, ledger, own, THEIRS)
    french = by_hand(coordinator, ledger, own, THEIRS, "?lang=fr")

    wednesday = problem.horizon.index_of(THEIRS)
    assert problem.partners[HT].guests == (Span(wednesday, wednesday + 4),)
    said = (
        "“Library” and “Archives” beside 1 mission planned elsewhere; at most 2 at the same time."
    )
    assert said in page
    assert "prévu ailleurs\u00a0: 1 mission\u00a0; au plus 2." in french
    assert "Secret" not in page


def test_closure_is_named_by_itself(coordinator: Browser, ledger: Ledger, own: int) -> None:
    page = by_hand(coordinator, ledger, own, make.MONDAY)

    said = (
        "1 March 2027 is not possible: the partner parliament is closed, 2 March 2027 (el-Mawlid)."
    )
    assert said in page
    assert "receives" not in page


def test_closure_and_somebody_received_are_both_said(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    page = by_hand(coordinator, ledger, own, TUESDAY)

    assert "is closed, 2 March 2027 (el-Mawlid)." in page
    assert f"2 March 2027 is not possible: {TAKEN}" in page


def test_closure_without_a_name_is_only_closed(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    with ledger.write() as session:
        session.scalars(select(PartnerClosureRow)).one().name = None

    page = by_hand(coordinator, ledger, own, make.MONDAY)

    assert "1 March 2027 is not possible: the partner parliament is closed, 2 March 2027." in page


def test_received_mission_of_ones_own_is_named(
    coordinator: Browser, ledger: Ledger, institution: int, own: int
) -> None:
    with ledger.write() as session:
        home, there = session.get_one(InstitutionRow, institution), partner(session)
        there.at_once = 2
        begun = make.mission(
            session, home, there, title="Begun", first=make.MONDAY - 2 * DAY, length=16
        )
        make.staffed(session, begun, make.expert(session, home, "Carl Imbert"))

    with time_machine.travel(make.AT.replace(month=2, day=28), tick=False):
        coordinator.sign_in("coordinator")
        page = by_hand(coordinator, ledger, own, THEIRS)

    assert "the partner parliament receives “Begun” and another mission then." in page


@pytest.mark.parametrize(
    ("tongue", "said"),
    [
        ("", "1 March 2027 is not possible: the institution hosts another mission then."),
        (
            "?lang=fr",
            "Le 1er mars 2027 n’est pas possible\u00a0: l’institution accueille alors une",
        ),
    ],
)
def test_ones_own_place_filled_by_another_unit_says_so(
    coordinator: Browser, ledger: Ledger, institution: int, tongue: str, said: str
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.hosts_at_once = 1
        make.expert(session, home, "Bob Tremolo")
        own = make.mission(session, home, None, venue="home", window_last=LAST)
        away = make.institution(session, "fr")
        theirs = make.mission(session, home, None, title="Secret", venue="home")
        make.staffed(session, theirs, make.expert(session, away, "Luc Dorval"))
        theirs.institution_id = away.id
        mission = own.id

    page = by_hand(coordinator, ledger, mission, make.MONDAY, tongue)

    assert said in page
    assert "Secret" not in page


def test_closure_of_ones_own_institution_is_named(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.expert(session, home, "Bob Tremolo")
        mission = make.mission(session, home, None, venue="home", window_last=LAST).id
        facts = {"first": make.MONDAY, "last": make.MONDAY, "name": "Founding day"}
        session.add(ClosureRow(institution_id=institution, **facts))

    page = by_hand(coordinator, ledger, mission, make.MONDAY)

    assert "the institution hosts nobody, 1 March 2027 (Founding day)." in page


def test_closure_of_a_further_partner_is_named(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    start = make.MONDAY + 7 * DAY
    with ledger.write() as session:
        further = make.partner(session, "ml", country="ML")
        session.add(
            PartnerClosureRow(partner_id=further.id, first=start, last=start, name="Women’s day")
        )
        session.add(MissionPartnerRow(mission_id=own, partner_id=further.id))

    page = by_hand(coordinator, ledger, own, start)

    assert "days ruled out for this mission, 8 March 2027 (Women’s day)." in page


def test_board_says_before_a_move_that_somebody_else_is_received(
    coordinator: Browser, own: int
) -> None:
    post(coordinator, "/scenarios", {"name": "Spring"})

    page = coordinator.get(f"/scenarios/1/missions/{own}/move?start={THEIRS}").text
    before = coordinator.get(f"/scenarios/1/missions/{own}/move?start={make.MONDAY}").text

    assert f"3 March 2027 is not possible: {TAKEN}" in page
    assert "the partner parliament is closed, 2 March 2027 (el-Mawlid)." in before


def test_conflict_says_that_somebody_else_is_received(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, own)
        bob = session.scalars(select(ExpertRow).where(ExpertRow.given_name == "Bob")).one()
        make.staffed(session, mission, bob, on=THEIRS)

    page = coordinator.get("/conflicts").text

    assert f"3 March 2027 is not possible: {TAKEN}" in page
    assert "closed," not in page


def test_why_not_and_candidates_blame_no_closure_where_the_place_is_taken(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, own)
        mission.window_first = mission.window_last = THEIRS
        role = mission.roles[0].id
        bob = session.scalars(select(ExpertRow).where(ExpertRow.given_name == "Bob")).one().id

    page = coordinator.get(f"/why?mission=m{own}&role=r{role}&expert=e{bob}").text

    assert NONE + TAKEN in page


def test_vacancy_without_a_start_says_that_somebody_else_is_received(
    coordinator: Browser, ledger: Ledger, own: int
) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, own)
        mission.window_first = mission.window_last = THEIRS

    page = coordinator.get(f"/missions/{own}").text

    assert f"3 March 2027 is not possible: {TAKEN}" in page
    assert "parliament is closed" not in page


def partner(session: Session) -> PartnerRow:
    """The partner of both units."""
    return session.scalars(select(PartnerRow)).one()
