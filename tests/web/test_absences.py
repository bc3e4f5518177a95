"""A refusal names what takes the day: the holiday, the sitting, the absence; to its own house."""

from datetime import date, timedelta

import pytest

from db.engine import Ledger
from db.models import ClosureRow, ExpertRow, InstitutionRow, SittingRow
from db.moments import half_day
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

AHEAD = TODAY + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


@pytest.fixture
def world(ledger: Ledger, institution: int) -> None:
    """Anne is published on a mission of two days next quarter; Luc could go too."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home, kind="member")
        make.expert(session, home, "Luc Dorval", kind="member")
        mission = make.mission(session, home, make.partner(session), title="Library", first=MONDAY)
        make.staffed(session, mission, anne)


def taken(ledger: Ledger, how: str) -> None:
    """Somebody or something takes the first day of both."""
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, 1)
        days = {"institution_id": anne.institution_id, "first": MONDAY, "last": MONDAY}
        if how == "holiday":
            session.add(ClosureRow(name="Fête nationale du Québec", **days))
        elif how == "sitting":
            session.add(SittingRow(name="Budget", **days))
        else:
            afternoon = half_day(MONDAY, "pm")
            for key in (1, 2):
                somebody = session.get_one(ExpertRow, key)
                make.busy(session, somebody, MONDAY, label="Dentist").first = afternoon


WHY = {
    "holiday": "is not available, {day}: Fête nationale du Québec.",
    "sitting": "is not available, {day}: sitting of the assembly (Budget).",
    "absence": "is not available, {day}, afternoon: absence, {day}, afternoon (Dentist).",
}


@pytest.mark.parametrize("how", list(WHY))
@pytest.mark.parametrize("page", ["/conflicts", "/missions/1/staff"])
def test_refusal_names_what_takes_the_day(
    coordinator: Browser, ledger: Ledger, world: None, how: str, page: str
) -> None:
    taken(ledger, how)

    text = coordinator.get(page).text
    if page != "/conflicts":
        form = filled_in(text, page) | {"start": MONDAY.isoformat(), "seat-1-0": "2"}
        text = post(coordinator, page, form).text

    assert WHY[how].format(day=day(MONDAY)) in text


def test_candidate_who_is_free_on_no_date_is_told_why(
    coordinator: Browser, ledger: Ledger, world: None
) -> None:
    with ledger.write() as session:
        luc = session.get_one(ExpertRow, 2)
        make.busy(session, luc, MONDAY, label="Leave")

    page = coordinator.get("/missions/1/candidates").text

    assert f"absence, {day(MONDAY)} (Leave)" in page


def test_absence_of_another_house_is_not_told(
    coordinator: Browser, ledger: Ledger, world: None
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr")
        luc = make.expert(session, other, "Luc Dorval")
        make.busy(session, luc, MONDAY, label="Surgery")

    assert "Surgery" not in coordinator.get("/missions/1/candidates").text
