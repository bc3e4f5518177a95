"""The part of a mission's form that few missions need: weekdays, order, further partners."""

from dataclasses import dataclass

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, MissionAfterRow, MissionPartnerRow
from db.operations.mission_facts import mission_facts
from db.queries import missions
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post


@dataclass(frozen=True)
class Series:
    """A mission that follows another one, with weekdays and a further partner; one of theirs."""

    first: int
    second: int
    theirs: int
    mali: int
    haiti: int


@pytest.fixture
def series(ledger: Ledger, institution: int) -> Series:
    """Two missions of ours in a row, and one of another institution."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        haiti, mali = make.partner(session), make.partner(session, "ml", country="ML")
        first = make.mission(session, home, haiti, title="Assessment")
        second = make.mission(session, home, haiti, title="Seminar", weekdays="24")
        theirs = make.mission(session, make.institution(session, "fr"), haiti, title="Secret")
        second.after = [MissionAfterRow(earlier_id=first.id, lag=5)]
        second.further_partners = [MissionPartnerRow(partner_id=mali.id)]
        return Series(first.id, second.id, theirs.id, mali.id, haiti.id)


def test_form_shows_and_keeps_what_is_saved(
    coordinator: Browser, ledger: Ledger, series: Series
) -> None:
    path = f"/missions/{series.second}/edit"
    page = coordinator.get(path).text
    form: dict[str, object] = {**filled_in(page), "weekdays": ["2", "4"]}

    answer = post(coordinator, path, form)

    assert answer.status_code == 303
    assert '<details class="card-sheet more" open>' in page
    assert (form["after-0-mission"], form["after-0-level"]) == (str(series.first), "2.5")
    with ledger.read() as session:
        facts = mission_facts(missions.mission(session, series.second))
        assert (facts.weekdays, facts.after) == ("24", {series.first: 5})
        assert facts.further_partners == frozenset({series.mali})


def test_all_of_it_is_edited_and_taken_away(
    coordinator: Browser, ledger: Ledger, series: Series
) -> None:
    path = f"/missions/{series.second}/edit"
    bare = filled_in(coordinator.get(path).text) | {
        **{"weekdays": "3", "after-0-mission": "", "further_partners-0-partner": ""},
    }

    answer = post(coordinator, path, bare)

    assert answer.status_code == 303
    with ledger.read() as session:
        facts = mission_facts(missions.mission(session, series.second))
        assert (facts.weekdays, facts.after, facts.further_partners) == ("3", {}, frozenset())


def test_missions_in_a_circle_are_named(coordinator: Browser, series: Series) -> None:
    path = f"/missions/{series.first}/edit"
    form = filled_in(coordinator.get(path).text) | {"after-0-mission": str(series.second)}

    answer = post(coordinator, path, form)

    assert answer.status_code == 422
    assert (
        '<a href="#after">It follows: this way it would come after itself, '
        "“Assessment” after “Seminar” after “Assessment”. Take one of these away.</a>"
    ) in answer.text
    assert f'<option value="{series.second}" selected>' in answer.text


def test_wrong_choices_are_said_and_kept(coordinator: Browser, series: Series) -> None:
    path = f"/missions/{series.first}/edit"
    form: dict[str, object] = {
        **filled_in(coordinator.get(path).text),
        **{"weekdays": ["8"], "further_partners-0-partner": str(series.haiti)},
        **{"after-0-mission": str(series.second), "after-0-level": "soon"},
        **{"after-1-mission": str(series.second), "after-1-level": ""},
    }

    answer = post(coordinator, path, form)

    assert answer.status_code == 422
    for field, sentence in (
        ("weekdays", "Days of the week: tick some of these."),
        ("after-0-level", "Days between: days in steps of a half, up to 400, not “soon”."),
        ("after", "It follows: one of the missions is there twice."),
        (
            "further_partners",
            "Further partners: one of them is the partner parliament itself.",
        ),
    ):
        assert f'<a href="#{field}">{sentence}</a>' in answer.text
    assert 'value="soon"' in answer.text


def test_mission_of_another_institution_is_neither_offered_nor_taken(
    coordinator: Browser, series: Series
) -> None:
    path = f"/missions/{series.first}/edit"
    page = coordinator.get(path).text

    answer = post(coordinator, path, filled_in(page) | {"after-0-mission": str(series.theirs)})

    assert answer.status_code == 422
    assert "It follows: choose missions from the list." in answer.text
    assert "Secret" not in page + answer.text


def test_page_of_the_mission_says_it(coordinator: Browser, series: Series) -> None:
    page = coordinator.get(f"/missions/{series.second}?lang=fr").text

    assert "mardi, jeudi" in page
    assert f'<a href="/missions/{series.first}">Assessment</a>, au moins 2,5 jours d’int' in page
    assert "Mali · Parlement ml" in page


def test_second_save_shows_both_versions_of_it(coordinator: Browser, series: Series) -> None:
    path = f"/missions/{series.second}/edit"
    form = filled_in(coordinator.get(path).text)
    first = {**form, "weekdays": "5", "after-0-level": "1"}
    second = {**form, "weekdays": "1", "further_partners-0-partner": ""}
    assert post(coordinator, path, first).status_code == 303

    answer = post(coordinator, path, second)

    assert answer.status_code == 409
    assert "<td>Monday</td><td>Friday</td>" in answer.text
    assert "days between: 2.5</td>" in answer.text
    assert "<td>–</td><td>Mali · Parliament ml</td>" in answer.text
