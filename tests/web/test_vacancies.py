"""Vacancies on pages: why, what would help, and that tried as a change of a scenario."""

import html
import re
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, PlanRow, ScenarioRow
from db.operations import scenarios
from db.queries import plans
from db.queries import scenarios as known
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.counted import count_links, listed
from tests.web.forms import post

pytestmark = pytest.mark.dates

AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
LOWER = "If A2 in French were enough for the role “Trainer”, Luc Dorval could take part."
FREE = "If Maude Hibrac were available"


@pytest.fixture
def short(coordinator: Browser, ledger: Ledger, institution: int) -> Browser:
    """A team of two with one seat empty: Luc speaks too little, Maude is away for a day."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home, languages={"fr": "C2"})
        make.expert(session, home, "Luc Dorval", languages={"fr": "A2"})
        maude = make.expert(session, home, "Maude Hibrac", languages={"fr": "C1"})
        role = make.role(count=2, languages={"fr": "B2"}, title="Trainer")
        facts = {"first": MONDAY, "window_last": MONDAY + timedelta(days=1)}
        mission = make.mission(
            session,
            home,
            make.partner(session),
            role,
            title="Library",
            languages={"ht": "B1"},
            weekdays="12",
            **facts,
        )
        make.busy(session, maude, MONDAY + timedelta(days=1))
        make.staffed(session, mission, anne)
    return coordinator


@pytest.fixture
def scenario(short: Browser, ledger: Ledger) -> Browser:
    """A scenario whose plan is the live one."""
    short.send("/scenarios", {"name": "Spring"}, "/scenarios")
    with ledger.write() as session:
        live = plans.live_id(session)
        assert live is not None
        scenarios.solved(session, 1, session.get_one(PlanRow, live), 0, NOW)
    return short


def held(ledger: Ledger, number: int = 1) -> list[Change]:
    with ledger.read() as session:
        return known.changes(known.scenario(session, number))


def form_of(page: str, sentence: str) -> dict[str, str]:
    """The hidden fields beside one of the sentences."""
    part = page.split(f"<span>{sentence}")[1].split("</li>")[0]
    return dict(re.findall(r'name="(mission|name|key)" value="([^"]*)"', part))


@pytest.mark.parametrize("path", ["/scenarios/1", "/scenarios/1/vacancies"])
def test_scenario_tells_each_vacancy_with_its_funnel_and_what_would_help(
    scenario: Browser, path: str
) -> None:
    page = scenario.get(path).text

    assert "Library" in page
    assert "3 on the roster" in page
    assert "2 who also speak the languages asked for" in page
    assert LOWER in page
    assert FREE in page
    assert "Haitian Creole" in page
    assert "nobody in the team had to speak Haitian Creole" in page


def test_scenario_says_how_many_seats_its_rows_are_and_languages_apart(scenario: Browser) -> None:
    (count,) = {n for at, n in count_links(scenario, "/scenarios/1") if at.endswith("#seats")}
    pages = [scenario.get(f"/scenarios/1{path}").text for path in ("", "/vacancies")]

    said = "1 vacant seat in 1 role; 1 language that nobody in the team speaks"
    assert [said in page for page in pages] == [True, True]
    assert count == listed(scenario, "/scenarios/1", "/scenarios/1/vacancies#seats") == 1
    assert listed(scenario, "/scenarios/1", "/scenarios/1/vacancies#unspoken") == 1


def test_weighted_figures_of_a_scenario_are_folded_away(scenario: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        live = session.get_one(PlanRow, 1)
        live.tiers = [{"value": n, "bound": 0, "optimal": False} for n in (33331, 33332)]

    for path in ("/scenarios/1", "/compare?plan=live&plan=1"):
        page = scenario.get(path).text
        shown = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        assert "33331" in page
        assert "each counted with its mission’s priority" in page
        assert "3333" not in shown
        assert "with its mission" not in shown


def test_way_is_tried_as_one_step_and_undone(scenario: Browser, ledger: Ledger) -> None:
    form = form_of(scenario.get("/scenarios/1/vacancies").text, LOWER)

    answer = post(scenario, "/scenarios/1/unlock", form)

    assert (answer.status_code, answer.location) == (303, "/scenarios/1")
    facts = {"mission": "m1", "role": "r1", "language": "fr", "level": "A2"}
    assert held(ledger) == [Change("role.language", facts)]
    page = scenario.get("/scenarios/1").text
    assert "“Library”, Trainer: French, A2." in page
    assert LOWER not in page
    post(scenario, "/scenarios/1/undo")
    assert held(ledger) == []
    assert LOWER in scenario.get("/scenarios/1").text


def test_busy_range_is_lifted_where_it_stands_in_the_way(scenario: Browser, ledger: Ledger) -> None:
    form = form_of(scenario.get("/scenarios/1/vacancies").text, FREE)
    post(scenario, "/scenarios/1/unlock", form)

    [change] = held(ledger)
    assert (change.code, change.facts["expert"]) == ("expert.free", "e3")
    assert "Maude Hibrac is free after all" in scenario.get("/scenarios/1").text
    assert (
        "Hibrac, Maude"
        in scenario.get("/scenarios/1/missions/1/candidates")
        .text.split("1 person could take the seat now")[1]
        .split("</section>")[0]
    )


def test_way_that_would_help_no_more_changes_nothing(scenario: Browser, ledger: Ledger) -> None:
    form = form_of(scenario.get("/scenarios/1/vacancies").text, LOWER)
    for wrong in ({**form, "key": "0" * 16}, {**form, "mission": "m9"}, {**form, "name": "r9"}):
        answer = post(scenario, "/scenarios/1/unlock", wrong)
        assert answer.location == "/scenarios/1/vacancies"

    assert held(ledger) == []


def test_closed_scenario_tells_but_tries_nothing(scenario: Browser, ledger: Ledger) -> None:
    form = form_of(scenario.get("/scenarios/1/vacancies").text, LOWER)
    post(scenario, "/scenarios/1/discard")

    page = scenario.get("/scenarios/1/vacancies").text
    post(scenario, "/scenarios/1/unlock", form)

    assert LOWER in page
    assert "Try this" not in page
    assert held(ledger) == []


def test_mission_tells_what_would_help_and_tries_it_in_a_new_scenario(
    short: Browser, ledger: Ledger
) -> None:
    form = form_of(short.get("/missions/1").text, LOWER)

    answer = post(short, "/missions/1/unlock", form)

    assert answer.location == "/scenarios/1"
    assert [change.code for change in held(ledger)] == ["role.language"]
    with ledger.read() as session:
        assert session.get_one(ScenarioRow, 1).name == "A vacancy in “Library”"


def test_reader_of_a_mission_is_not_told_how_others_could_be_freed(
    short: Browser, account: object
) -> None:
    short.send("/logout", {}, "/help")
    reader = short.sign_in(account("reader"))  # type: ignore[operator]  # the fixture's maker

    page = reader.get("/missions/1").text

    assert "1 seat is empty" in page
    assert FREE not in page


def test_people_of_another_institution_are_asked_for_and_not_told_of(
    scenario: Browser, ledger: Ledger
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "other")
        away = make.expert(session, other, "Yves Ailleurs", languages={"fr": "C2"})
        make.busy(session, away, MONDAY + timedelta(days=1))

    page = scenario.get("/scenarios/1/vacancies").text

    assert "Yves Ailleurs could take part if their institution agreed: ask it." in page
    assert "If Yves Ailleurs" not in page


def test_plan_without_a_vacancy_says_so(scenario: Browser, ledger: Ledger) -> None:
    path = "/scenarios/1/changes/mission.dropped"
    scenario.send(path, {"missions": ["m1"]}, path)

    assert "Every seat is filled" in scenario.get("/scenarios/1/vacancies").text
    assert "0 vacant seats</a>" in scenario.get("/scenarios/1").text


def test_where_somebody_is_free_nothing_is_said_of_changes(short: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        make.expert(session, home, "Inès Caldrome", languages={"fr": "C2", "ht": "C1"})

    page = short.get("/missions/1").text

    assert "1 person could take the seat, with the rest of the plan as it is." in page
    assert "No single change would fill it" not in page


@pytest.fixture
def full(coordinator: Browser, ledger: Ledger, institution: int) -> Browser:
    """Anne and Luc are published in Haiti, which receives one mission; Maude could join another."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session)
        anne, luc = make.expert(session, home), make.expert(session, home, "Luc Dorval")
        make.expert(session, home, "Maude Hibrac")
        first = make.mission(
            session,
            home,
            there,
            make.role(count=2),
            title="Archives",
            first=MONDAY + timedelta(days=1),
        )
        make.staffed(session, first, anne, luc)
        make.mission(session, home, there, title="Library", first=MONDAY)
    return coordinator


@pytest.mark.parametrize("path", ["/missions/2", "/vacancies"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_limit_between_two_missions_names_the_other_one(
    full: Browser, path: str, language: str
) -> None:
    page = html.unescape(full.get(f"{path}?lang={language}").text)

    quoted = {"en": "“{}”", "fr": "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»"}[language]
    own, other = quoted.format("Library"), quoted.format("Archives")
    booked = {"en": f"is already booked for {other}", "fr": f"déjà retenu·e pour {other}"}
    both = {"en": f"would have {own} and {other} at the same", "fr": f"{own} et {other}"}
    assert booked[language] in page
    assert both[language] in page or f"{other} and {own}" in page or f"{other} et {own}" in page
    assert f"booked for {own}" not in page
    assert not re.search(r"\bm[12]\b", re.sub("<[^>]*>", " ", page))
