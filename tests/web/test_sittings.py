"""When an institution sits: a year by a rule with exceptions; public holidays with estimates."""

from datetime import date

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.errors import Invalid
from db.models import ClosureRow, InstitutionRow, PartnerClosureRow, SittingRow
from db.operations.closures import Holiday, note_holidays
from db.operations.sittings import SittingRule
from tests import make
from tests.web.conftest import Browser
from web.service.public_holidays import public_holidays

RULE = {"year": "2180", "month": "2", "nth": "2", "weekday": "2", "weeks": "16", "days": "3"}


def sittings(ledger: Ledger) -> list[tuple[date, date]]:
    with ledger.read() as session:
        rows = session.scalars(select(SittingRow).order_by(SittingRow.first)).all()
        return [(row.first, row.last) for row in rows]


def test_rule_gives_each_week_but_the_exceptions() -> None:
    rule = SittingRule(month=2, nth=2, weekday=2, weeks=16, days=3)

    weeks = list(rule.stretches(2027, [date(2027, 3, 5)]))

    assert weeks[0] == (date(2027, 2, 9), date(2027, 2, 11))
    assert weeks[-1] == (date(2027, 5, 25), date(2027, 5, 27))
    assert len(weeks) == 15
    # 5 March is the Friday of the week that begins on Tuesday the 2nd.
    assert (date(2027, 3, 2), date(2027, 3, 4)) not in weeks


@pytest.mark.parametrize("wrong", ["month", "nth", "weekday", "weeks", "days"])
def test_rule_that_cannot_be_followed_is_refused(wrong: str) -> None:
    numbers = {"month": 2, "nth": 2, "weekday": 2, "weeks": 16, "days": 3} | {wrong: 99}

    with pytest.raises(Invalid):
        SittingRule(**numbers)


def test_sittings_of_a_year_are_noted_once(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    page = f"/institutions/{institution}/sittings"

    answers = [coordinator.send(page, RULE | {"without": "2180-03-05"}, page) for _ in "ab"]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(sittings(ledger)) == 15


def test_wrong_rule_comes_back_as_it_was_typed(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    page = f"/institutions/{institution}/sittings"

    answer = coordinator.send(page, RULE | {"month": "13", "without": "soon"}, page)

    assert answer.status_code == 422
    assert '<option value="2" selected>Tuesday</option>' in answer.text
    assert "dates such as 2027-03-02" in answer.text
    assert sittings(ledger) == []


def test_sitting_is_taken_back(coordinator: Browser, ledger: Ledger, institution: int) -> None:
    page = f"/institutions/{institution}/sittings"
    coordinator.send(page, RULE | {"weeks": "2"}, page)

    answer = coordinator.send("/institutions/sittings/1/remove", {}, page)

    assert answer.status_code == 303
    assert len(sittings(ledger)) == 1


def test_sittings_of_others_are_missing(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr")
        days = {"first": date(2180, 3, 1), "last": date(2180, 3, 5)}
        session.add(SittingRow(institution_id=other.id, **days))
        key = other.id
    page = f"/institutions/{institution}/sittings"

    for path in (f"/institutions/{key}/sittings", "/institutions/sittings/1/remove"):
        assert coordinator.send(path, RULE, page).status_code == 404
    assert coordinator.get(f"/institutions/{key}/sittings").status_code == 404
    assert len(sittings(ledger)) == 1


def test_holidays_are_noted_once_with_estimates(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        session.get_one(InstitutionRow, institution).country = "MA"
    page = f"/institutions/{institution}/sittings"
    form = {"holiday_year": "2060"}

    for _ in "ab":
        assert (
            coordinator.send(f"/institutions/{institution}/holidays", form, page).status_code == 303
        )

    with ledger.read() as session:
        rows = session.scalars(select(ClosureRow)).all()
    assert {row.is_estimated for row in rows} == {True, False}
    assert len({row.first for row in rows}) == len(rows)
    assert "estimated" in coordinator.get(page).text


def test_part_of_a_country_has_holidays_of_its_own() -> None:
    quebec = public_holidays("CA", "QC", 2027)

    assert quebec is not None
    assert date(2027, 6, 24) in {each.day for each in quebec}
    assert public_holidays("CA", "ZZ", 2027) is None
    assert public_holidays("ZZ", "", 2027) is None


def test_unknown_part_is_said_beside_its_field(coordinator: Browser, institution: int) -> None:
    page = f"/institutions/{institution}/sittings"
    form = {"holiday_year": "2027", "part": "nowhere"}

    answer = coordinator.send(f"/institutions/{institution}/holidays", form, page)

    assert answer.status_code == 422
    assert "No holidays are known there" in answer.text


def closed(ledger: Ledger, row: type[ClosureRow] | type[PartnerClosureRow]) -> list[date]:
    with ledger.read() as session:
        return sorted(each.first for each in session.scalars(select(row)))


def test_holidays_of_a_partner_are_noted_and_taken_back(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        key = make.partner(session, country="MA").id
    page = f"/partners/{key}"

    noted = coordinator.send(f"{page}/holidays", {"holiday_year": "2060"}, page)
    before = closed(ledger, PartnerClosureRow)
    shown = coordinator.get(page).text
    removed = coordinator.send(f"{page}/closures/1/remove", {}, page)

    assert (noted.status_code, removed.status_code) == (303, 303)
    assert "estimated" in shown and "Parliament ht" in shown
    assert len(before) > 5
    assert len(closed(ledger, PartnerClosureRow)) == len(before) - 1
    assert page in coordinator.get(f"/institutions/{institution}").text
    assert coordinator.send(f"{page}/closures/1/remove", {}, page).status_code == 404
    assert coordinator.get("/partners/99").status_code == 404


def test_closed_day_of_an_institution_is_taken_back_by_its_own_people(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        for home in (session.get_one(InstitutionRow, institution), make.institution(session)):
            home.closures.append(ClosureRow(first=make.MONDAY, last=make.MONDAY))
        other = home.id
    page = f"/institutions/{institution}/sittings"

    own = coordinator.send(f"/institutions/{institution}/closures/1/remove", {}, page)
    others = coordinator.send(f"/institutions/{other}/closures/2/remove", {}, page)
    crossed = coordinator.send(f"/institutions/{institution}/closures/2/remove", {}, page)

    assert [own.status_code, others.status_code, crossed.status_code] == [303, 404, 404]
    assert len(closed(ledger, ClosureRow)) == 1


def test_estimated_holidays_follow_what_is_known_later(ledger: Ledger) -> None:
    first, second = date(2060, 3, 1), date(2060, 3, 2)
    with ledger.write() as session:
        home = make.institution(session)
        note_holidays(
            session,
            home,
            [Holiday(first, "Feast", True), Holiday(date(2060, 5, 1), "Labour", False)],
            make.BY,
            make.AT,
        )

        count = note_holidays(session, home, [Holiday(second, "Feast", False)], make.BY, make.AT)

        found = [(row.first, row.is_estimated) for row in home.closures]
    assert (count, found) == (1, [(second, False), (date(2060, 5, 1), False)])
