"""The list of missions: what it says, its filters, its order, its number of queries."""

from collections.abc import Callable

import pytest

from db.engine import Ledger
from db.models import InstitutionRow
from tests import make
from tests.web.conftest import Browser
from tests.web.counting import selects


@pytest.fixture
def listed(ledger: Ledger, institution: int) -> dict[str, int]:
    """A staffed mission in Haiti, an open one in Mali, one of another institution."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        haiti = make.partner(session)
        mali = make.partner(session, "ml", country="ML")
        anne = make.expert(session, home)
        other = make.institution(session, "fr")
        held = make.mission(session, home, haiti, title="Archives", travel_before=2, travel_after=2)
        wide = {"window_last": make.MONDAY.replace(month=4)}
        role = make.role(count=2)
        seats = make.mission(session, home, mali, role, title="Élections", state="approved", **wide)
        theirs = make.mission(session, other, haiti, title="Secret")
        make.staffed(session, held, anne)
        return {"held": held.id, "open": seats.id, "theirs": theirs.id}


def test_list_shows_dates_country_state_and_seats(
    coordinator: Browser, listed: dict[str, int]
) -> None:
    page = coordinator.get("/missions/").text

    assert "1–2 March 2027, leaving on 28 February, back on the 3rd" in page
    assert ">Haiti<" in page
    assert "Approved" in page
    assert "0 of 2" in page
    assert "1 of 1" in page


def test_list_leaves_out_other_institutions(coordinator: Browser, listed: dict[str, int]) -> None:
    assert "Secret" not in coordinator.get("/missions/").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("text=elections", ["Élections"]),
        ("state=planned", ["Archives"]),
        ("vacant=1", ["Élections"]),
        ("published=1", ["Archives"]),
        ("first=2027-03-03&last=2027-03-10", ["Élections"]),
        ("last=2027-03-01", ["Archives", "Élections"]),
        ("first=2027-05-01", []),
        ("activity=cycle", []),
        ("partner=999", []),
        ("partner=nobody&state=wrong&first=x&page=x&sort=y", ["Archives", "Élections"]),
    ],
)
def test_filters_narrow_the_list(
    coordinator: Browser, listed: dict[str, int], query: str, found: list[str]
) -> None:
    page = coordinator.get(f"/missions/?{query}").text

    assert [name for name in ("Archives", "Élections") if f">{name}</a>" in page] == found


def test_list_sorts_by_title_both_ways(coordinator: Browser, listed: dict[str, int]) -> None:
    up = coordinator.get("/missions/?sort=title").text
    down = coordinator.get("/missions/?sort=title&down=1").text

    assert up.index("Archives") < up.index("Élections")
    assert down.index("Élections") < down.index("Archives")
    assert 'aria-sort="descending"' in down


def test_empty_list_says_what_to_do(coordinator: Browser) -> None:
    page = coordinator.get("/missions/").text

    assert "No missions yet" in page
    assert 'href="/missions/new"' in page


def test_reader_finds_no_button_to_write_one_down(
    browser: Browser, account: Callable[..., str]
) -> None:
    page = browser.sign_in(account("reader")).get("/missions/").text

    assert 'href="/missions/new"' not in page


def test_list_speaks_french(coordinator: Browser, listed: dict[str, int]) -> None:
    page = coordinator.get("/missions/?lang=fr").text

    assert "1er–2 mars 2027, départ le 28 février, retour le 3" in page
    assert "Haïti" in page
    assert "Approuvée" in page
    assert "0 sur 2" in page


def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    counts = []
    for number in range(3):
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            place = make.partner(session, f"p{number}")
            make.mission(session, home, place, make.role(), make.role(), title=f"No. {number}")
        counts.append(selects(ledger, coordinator, "/missions/"))

    assert counts[0] == counts[1] == counts[2]
