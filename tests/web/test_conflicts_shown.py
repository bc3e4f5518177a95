"""With somebody ill, every page that shows the seat says so, and leads to who could take it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from db.engine import Ledger
from db.facts import BusyFacts
from db.models import InstitutionRow, MissionRow, ScenarioRow
from db.moments import half_day
from db.operations import experts, pins, scenarios
from db.operations.audit import audit
from db.operations.staffing import Staffing, restaff
from tests import make
from tests.web.conftest import Browser
from tests.web.counting import selects
from tests.web.forms import post

ILL = "Anne Bova is not available, 1–2 March 2027"
SEAT = 'href="/missions/1/candidates?role=r1&amp;instead=e1"'


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The mission lies ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def held(ledger: Ledger, institution: int) -> int:
    """Anne (e1) and Luc (e2) are published and agreed on a mission; Maude is not."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        make.expert(session, home, "Maude Hibrac")
        role = make.role(count=2, title="Trainer")
        facts = {"title": "Library", "state": "accepted"}
        mission = make.mission(session, home, make.partner(session), role, **facts)
        make.staffed(session, mission, anne, luc)
        row = scenarios.open_scenario(session, "Spring", make.BY, make.AT)
        session.flush()
        return row.id


def falls_ill(ledger: Ledger, expert: int = 1) -> None:
    with ledger.write() as session:
        first = half_day(make.MONDAY)
        experts.add_busy(session, expert, BusyFacts(first, first + 3), make.BY, make.AT)


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


PAGES = {
    "mission": "/missions/1",
    "today": "/",
    "plan": "/plan?day=2027-03-01",
    "plan-people": "/plan?day=2027-03-01&view=people",
    "expert": "/experts/1",
    "conflicts": "/conflicts",
    "staffing": "/missions/1/staff",
    "candidates": "/missions/1/candidates",
    "question": "/answers/1",
    "board": "/scenarios/1/board?day=2027-03-01",
    "board-people": "/scenarios/1/board?day=2027-03-01&view=people",
    "candidates-of-scenario": "/scenarios/1/missions/1/candidates",
}


@pytest.mark.parametrize("name", PAGES)
def test_page_that_shows_the_seat_says_what_does_not_hold(
    coordinator: Browser, ledger: Ledger, held: int, name: str
) -> None:
    is_drafted = "/scenarios/" in PAGES[name]
    seat = SEAT.replace("/missions", f"/scenarios/{held}/missions") if is_drafted else SEAT
    before = coordinator.get(PAGES[name]).text
    assert ILL not in before
    assert "Who could take the seat<" not in before

    falls_ill(ledger)

    page = coordinator.get(PAGES[name]).text
    assert ILL in plain(page)
    assert seat in page


def test_somebody_pinned_who_holds_no_seat_leads_to_nobodys_replacement(
    coordinator: Browser, ledger: Ledger, held: int
) -> None:
    with ledger.write() as session:
        role = session.get_one(MissionRow, 1).roles[0].id
        pins.pin_expert(session, 1, role, 3, make.BY, make.AT)

    pages = {path: coordinator.get(path).text for path in ("/missions/1", "/conflicts")}

    for page in pages.values():
        assert "Maude Hibrac is pinned to this team: unpin them first." in plain(page)
        assert "Who could take the seat" not in page
        assert 'href="/missions/1/staff">Change the date or the team' in page


DATED = {
    **{name: PAGES[name] for name in PAGES if name != "staffing"},
    "seen": "/conflicts",
}


@pytest.mark.parametrize("name", DATED)
def test_impossible_date_leads_to_where_it_is_changed(
    coordinator: Browser, ledger: Ledger, held: int, name: str
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        row.window_first = row.window_last = make.MONDAY + timedelta(days=7)
        audit(session, row, "edited", make.BY, make.AT)
    if name == "seen":
        key = coordinator.get("/conflicts").text.split('name="key" value="')[1][:64]
        post(coordinator, "/conflicts/acknowledge", {"key": key})

    page = coordinator.get(DATED[name]).text

    is_drafted = "/scenarios/" in DATED[name]
    where = f"/scenarios/{held}/missions/1/move" if is_drafted else "/missions/1/staff"
    assert "is not a possible start" in page
    assert f'<a class="small screen-only" href="{where}">Change the date or the team<' in page


def test_page_where_the_date_is_changed_says_that_it_is_impossible(
    coordinator: Browser, ledger: Ledger, held: int
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        row.window_first = row.window_last = make.MONDAY + timedelta(days=7)
        audit(session, row, "edited", make.BY, make.AT)

    page = coordinator.get("/missions/1/staff").text

    assert "is not a possible start" in page
    assert "Change the date or the team<" not in page


def test_seat_that_a_scenario_has_given_to_somebody_else_is_no_conflict_there(
    coordinator: Browser, ledger: Ledger, held: int
) -> None:
    falls_ill(ledger)
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        wanted = Staffing(half_day(make.MONDAY), {row.roles[0].id: (2, 3)})
        plan = restaff(session, 1, wanted, make.BY, make.AT)
        session.flush()
        drawn = session.get_one(ScenarioRow, held)
        drawn.plan_id = plan.id

    page = plain(coordinator.get(f"/scenarios/{held}/missions/1/candidates").text)

    assert ILL not in page
    assert ILL in plain(coordinator.get("/missions/1/candidates").text)


def test_limit_of_a_programme_leads_to_a_repair(
    coordinator: Browser, ledger: Ledger, held: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        work = make.programme(session, home, expert_half_days_max=2)
        row = session.get_one(MissionRow, 1)
        row.programme_id = work.id
        audit(session, row, "edited", make.BY, make.AT)

    for path in ("/", "/conflicts"):
        page = coordinator.get(path).text
        assert "Programme p1 would take 4 days of work; at most 1 day." in page
        assert (
            '<a class="small screen-only" href="/conflicts#repair">Repair it in a scenario</a>'
            in page
        )


def test_menu_and_first_page_count_what_the_page_of_conflicts_lists(
    coordinator: Browser, ledger: Ledger, held: int
) -> None:
    def told(page: str) -> list[str]:
        nav = page.partition('class="site-nav"')[2].partition("</nav>")[0].partition("<ul>")[2]
        return re.findall(r'class="menu-count">(\d+)<', nav)

    assert told(coordinator.get("/help").text) == []
    assert 'href="/conflicts"' not in coordinator.get("/missions/").text
    for number, expert in ((1, 1), (2, 2)):
        falls_ill(ledger, expert)
        page = coordinator.get("/conflicts").text
        assert told(page) == [str(number)]
        assert told(coordinator.get("/missions/").text) == [str(number)]
        assert page.count('action="/conflicts/acknowledge"') == number
        assert f'figure-number">{number}</span> <span class="figure-name">conflict' in (
            coordinator.get("/").text
        )

    key = coordinator.get("/conflicts").text.split('name="key" value="')[1][:64]
    post(coordinator, "/conflicts/acknowledge", {"key": key, "note": "She will swap."})

    assert told(coordinator.get("/missions/").text) == ["1"]
    mission = plain(coordinator.get("/missions/1").text)
    assert "1 conflict" in mission
    assert "Acknowledged : She will swap." in mission.replace("Acknowledged:", "Acknowledged :")


def test_mission_says_how_many_conflicts_beside_confirmed(
    coordinator: Browser, ledger: Ledger, held: int
) -> None:
    falls_ill(ledger)

    page = plain(coordinator.get("/missions/1").text)

    head = page.partition("What, when, where")[0]
    assert "1 conflict" in head


def test_expert_reads_which_missions_an_absence_meets(
    browser: Browser, ledger: Ledger, held: int, account: Callable[..., str]
) -> None:
    anne = browser.sign_in(account("expert", expert=1))
    page = plain(anne.get("/experts/1").text)
    assert "Ahead: Library, 1–2 March 2027. The coordinators are told" in page

    answer = post(anne, "/experts/1/busy", {"busy_first": "2027-03-02", "busy_last": "2027-03-05"})

    page = plain(anne.get(answer.location).text)
    assert "A mission takes place then: “Library” (1–2 March 2027)." in page
    assert "The coordinators are told" in page
    assert "Anne Bova is not available, 2 March 2027" in page
    assert "Anne Bova is not available, 2 March 2027" in plain(anne.get("/").text)
    assert "/candidates?" not in anne.get("/").text


def test_absence_beside_ones_missions_warns_of_nothing(
    browser: Browser, held: int, account: Callable[..., str]
) -> None:
    anne = browser.sign_in(account("expert", expert=1))

    answer = post(anne, "/experts/1/busy", {"busy_first": "2027-03-03"})

    page = plain(anne.get(answer.location).text)
    assert "Noted: no plan sends them anywhere then." in page
    assert "takes place then" not in page


def test_reader_of_an_institution_sees_the_conflict_without_what_they_may_not_open(
    browser: Browser, ledger: Ledger, held: int, account: Callable[..., str]
) -> None:
    falls_ill(ledger)
    reader = browser.sign_in(account("reader"))

    page = reader.get("/missions/1").text

    assert ILL in plain(page)
    assert "/candidates?" not in page
    assert 'class="menu-count"' not in page


@pytest.mark.parametrize("path", ["/missions/1", "/", "/plan?day=2027-03-01", "/experts/1"])
def test_pages_take_as_many_queries_for_one_conflict_as_for_three(
    coordinator: Browser, ledger: Ledger, held: int, path: str
) -> None:
    falls_ill(ledger)
    coordinator.get(path)
    one = selects(ledger, coordinator, path)
    with ledger.write() as session:
        for expert, days in ((2, 0), (2, 7)):
            first = half_day(make.MONDAY + timedelta(days=days))
            experts.add_busy(session, expert, BusyFacts(first, first), make.BY, make.AT)
        role = session.get_one(InstitutionRow, 1)
        more = make.mission(
            session,
            role,
            make.partner(session, "ml", country="ML"),
            title="Other",
            first=make.MONDAY + timedelta(days=7),
        )
        anne = make.expert(session, role, "Zoé Last")
        make.staffed(session, more, anne)
        first = half_day(make.MONDAY + timedelta(days=7))
        experts.add_busy(session, anne.id, BusyFacts(first, first), make.BY, make.AT)
    coordinator.get(path)

    assert selects(ledger, coordinator, path) == one


BEGUN = {name: PAGES[name] for name in ("mission", "today", "plan", "expert", "conflicts")}


def test_absence_from_a_mission_that_has_begun_is_a_conflict(
    browser: Browser, ledger: Ledger, held: int, account: Callable[..., str]
) -> None:
    """On the mission's second morning Anne is ill; Luc was away on the first day, long told."""
    with ledger.write() as session:
        for expert, day in ((1, 1), (2, 0)):
            first = half_day(make.MONDAY) + 2 * day
            experts.add_busy(session, expert, BusyFacts(first, first + 1), make.BY, make.AT)
    second = datetime.combine(make.MONDAY, time(14), UTC) + timedelta(days=1)
    with time_machine.travel(second, tick=False):
        coordinator = browser.sign_in(account("coordinator"))
        pages = {name: plain(coordinator.get(path).text) for name, path in BEGUN.items()}

    assert "Anne Bova is not available, 2 March 2027" in pages["conflicts"]
    assert "Luc Dorval is not available" not in pages["conflicts"]
    assert "Conflicts 1" in pages["today"]
    for name in ("mission", "today", "expert"):
        assert "Anne Bova is not available" in pages[name], name
    for name in ("mission", "today", "expert", "conflicts"):
        assert "Anne Bova is not available, 2 March 2027: absence, 2 March 2027" in pages[name]
        assert "mission “Library”" not in pages[name], name


@pytest.mark.parametrize("path", [PAGES["mission"], PAGES["today"], "/missions/", PAGES["plan"]])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_counts_no_conflict_that_is_acknowledged(
    coordinator: Browser, ledger: Ledger, held: int, path: str, language: str
) -> None:
    address = f"{path}{'&' if '?' in path else '?'}lang={language}"
    counted = re.compile("(?<!0 )1 (conflict|conflit)")
    falls_ill(ledger)
    assert counted.search(plain(coordinator.get(address).text))
    key = coordinator.get("/conflicts").text.split('name="key" value="')[1][:64]

    post(coordinator, "/conflicts/acknowledge", {"key": key})

    assert not counted.search(plain(coordinator.get(address).text))
