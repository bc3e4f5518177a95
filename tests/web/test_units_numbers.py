"""Numbers of a unit without people of its own beside those of the one that lends them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, MissionRow
from db.operations import mission_states
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser, password_hash
from tests.web.counted import count_links, listed
from tests.web.forms import post

SOON = NOW.date() + timedelta(days=40)
WEEK = timedelta(days=14)
PAGES = (
    *("/", "/missions/", "/experts/", "/plan", "/plan?view=people", "/vacancies", "/conflicts"),
    *("/scenarios", "/solve", "/coverage", "/outbox", "/compare", "/replies"),
)
HOLD, CONFIRMED = "/experts/?booked=hold", "/experts/?booked=confirmed"
EXPERTS = "/experts/?serving=1&institution=all"


@pytest.fixture
def world(ledger: Ledger, institution: int) -> tuple[int, int]:
    """Anne, Luc and Zoe of A, and Maude who has left. B has nobody, and sends Anne and Luc.

    A sends Zoe on hold, with one seat vacant; B sends Anne on hold, Luc on hold and confirmed.
    """
    with ledger.write() as session:
        a, there = session.get_one(InstitutionRow, institution), make.partner(session, at_once=9)
        b = make.institution(session, "fr")
        make.account(session, "bea", institution=b, password_hash=password_hash())
        anne, luc, zoe = (
            make.expert(session, a, name, email=f"{name[:3]}@qc.example", department="Secret desk")
            for name in ("Anne Bova", "Luc Dorval", "Zoe Roy")
        )
        make.expert(session, a, "Maude Hibrac", served_until=NOW.date() - WEEK)

        def mission(home: InstitutionRow, number: int, seats: int) -> MissionRow:
            first = SOON + number * WEEK
            role = make.role(count=seats)
            return make.mission(session, home, there, role, title=f"M{number}", first=first)

        make.staffed(session, mission(a, 0, 2), zoe)
        make.staffed(session, mission(b, 1, 3), anne, luc)
        promised = mission(b, 2, 1)
        make.staffed(session, promised, luc)
        for state in ("approved", "proposed", "accepted"):
            mission_states.move(session, promised.id, state, make.BY, NOW)
        mission(b, 3, 2)
        return a.id, b.id


def figures(browser: Browser, path: str) -> dict[str, int]:
    return dict(count_links(browser, path))


def test_unit_without_people_counts_whom_it_sends(browser: Browser, world: tuple[int, int]) -> None:
    browser.sign_in("bea")

    today = figures(browser, "/")

    # Anne and Luc are on hold for the one, Luc is confirmed for the other; Zoe is sent by A.
    assert (today[HOLD], today[CONFIRMED]) == (2, 1)
    # Maude has left; whoever is in office can be sent by B too.
    assert today[EXPERTS] == 3
    # One of three in the first, both of the last, which has no date yet.
    assert today["/vacancies#seats"] == 3
    assert figures(browser, "/coverage")[EXPERTS] == 3
    assert figures(browser, "/solve")[EXPERTS] == 3
    assert today["/replies#waiting-list"] == 3


def test_unit_that_lends_counts_its_own_missions_alone(
    coordinator: Browser, world: tuple[int, int]
) -> None:
    today = figures(coordinator, "/")

    assert (today[HOLD], today[CONFIRMED]) == (1, 0)  # Zoe; Anne and Luc are sent by B
    assert today["/experts/?serving=1"] == 3  # nobody else has people
    assert today["/vacancies#seats"] == 1
    assert today["/replies#waiting-list"] == 1


@pytest.mark.parametrize("login", ["bea", "ada"])
def test_every_number_of_either_unit_is_as_long_as_its_list(
    browser: Browser, account: Callable[..., str], world: tuple[int, int], login: str
) -> None:
    account("coordinator", login="ada")
    browser.sign_in(login)
    answer = post(browser, "/scenarios/releases/3/scenario")
    pages = [*PAGES, answer.location] if answer.status_code == 303 else [*PAGES]

    found = {
        (path, address): (count, listed(browser, path, address))
        for path in pages
        for address, count in count_links(browser, path)
    }

    assert {path for path, _ in found} >= {"/", "/missions/", "/plan", "/coverage", "/solve"}
    assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == {}


def test_people_of_elsewhere_are_listed_by_name_and_institution_alone(
    browser: Browser, world: tuple[int, int]
) -> None:
    browser.sign_in("bea")

    booked, all_of_them = browser.get(HOLD).text, browser.get(EXPERTS).text

    for page, names in ((booked, ["Bova", "Dorval"]), (all_of_them, ["Bova", "Dorval", "Roy"])):
        assert [name for name in ("Bova", "Dorval", "Hibrac", "Roy") if f"{name}," in page] == names
        assert "National Assembly of Québec" in page
        assert "Secret desk" not in page
        assert 'href="/experts/1"' not in page
    assert "Bova," not in browser.get(f"{EXPERTS}&unit=Secret+desk").text
    assert "Bova," not in browser.get("/experts/").text


def test_whom_a_unit_sends_is_in_its_plan_by_people(
    browser: Browser, world: tuple[int, int]
) -> None:
    browser.sign_in("bea")
    day = (SOON + WEEK).isoformat()

    page = browser.get(f"/plan?view=people&zoom=year&day={day}").text

    assert "Bova, Anne" in page
    assert "Dorval, Luc" in page
    assert "Roy, Zoe" not in page
