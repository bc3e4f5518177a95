"""A no is named wherever the seat is shown, and no page seats anybody against it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, InstitutionRow, JobRow, MissionRow, RefusalRow
from db.moments import half_day
from db.operations import answers, attempts, refusals, scenarios, staffing
from db.operations.answers import Given
from db.operations.publish import publish
from db.operations.refusals import Refusing
from db.operations.staffing import Staffing
from db.queries import plans
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post
from web.worker.jobs.solve import perform

NO = Given("declined", "My mandate ends.")
OTHER = Given("other_dates", "", (date(2027, 4, 5), date(2027, 4, 9)))
DECLINED = "Anne Bova has declined this mission, on 4 January 2027."
LUC_DECLINED = "Luc Dorval has declined this mission, on 4 January 2027."
LUC = {"mission": "m1", "role": "r1", "expert": "e2"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The mission lies ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def asked(coordinator: Browser, ledger: Ledger, institution: int) -> Browser:
    """Anne (e1) is published on the mission m1; Luc (e2) and Maude (e3) could go too."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        make.expert(session, home, "Luc Dorval")
        make.expert(session, home, "Maude Hibrac")
        role = make.role(title="Trainer")
        mission = make.mission(session, home, make.partner(session), role, title="Library")
        make.staffed(session, mission, anne)
    return coordinator


def anne_says(ledger: Ledger, given: Given = NO) -> None:
    with ledger.write() as session:
        booking = session.scalars(select(BookingRow)).one()
        answers.record(session, booking.id, given, "account", make.BY, make.AT)


def luc_declines(ledger: Ledger) -> None:
    with ledger.write() as session:
        refusals.refuse(session, Refusing(1, 2), make.BY, make.AT)


def test_refusal_is_noted_by_a_coordinator_and_lifted_with_a_reason(
    asked: Browser, ledger: Ledger
) -> None:
    form = {"expert": 2, "kind": "outright", "reason": "By telephone."}

    answer = post(asked, "/missions/1/refusals", form)

    assert (answer.status_code, answer.location) == (303, "/missions/1/refusals")
    page = asked.get("/missions/1/refusals").text
    assert "Dorval, Luc" in page
    assert "noted by Camille coordinator" in page
    assert "By telephone." in page
    refused = post(asked, "/refusals/1/lift", {"reason": " "})
    assert refused.status_code == 422
    assert "Please say why it is lifted." in refused.text
    assert post(asked, "/refusals/1/lift", {"reason": "He can after all."}).status_code == 303
    page = asked.get("/missions/1/refusals").text
    assert "Nobody has said no to this mission." in page
    assert "by Camille coordinator:" in page
    assert "He can after all." in page
    with ledger.read() as session:
        row = session.scalars(select(RefusalRow)).one()
        assert (row.lifted_name, row.lifted_reason) == ("Camille coordinator", "He can after all.")
    history = asked.get("/missions/1").text
    assert "Somebody has said no" in history
    assert "A refusal lifted" in history
    post(asked, "/refusals/1/lift", {"reason": "Twice."})
    assert "This refusal was lifted meanwhile." in asked.get("/missions/1").text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "outright"}, "Person: choose one from the list."),
        ({"expert": 99, "kind": "outright"}, "Person: choose one from the list."),
        ({"expert": 2}, "What is refused: please choose one."),
        ({"expert": 2, "kind": "dates"}, "From: please give a date."),
        (
            {"expert": 2, "kind": "dates", "first": "2027-03-05", "last": "2027-03-01"},
            "To: the end lies before the start.",
        ),
        ({"expert": 2, "kind": "outright", "reason": "w" * 2001}, "Why: at most 2000 characters"),
    ],
)
def test_refusal_that_needs_another_look_is_not_kept(
    asked: Browser, ledger: Ledger, form: dict[str, object], said: str
) -> None:
    answer = post(asked, "/missions/1/refusals", form)

    with ledger.read() as session:
        assert session.scalars(select(RefusalRow)).all() == []
    if form.get("expert") == 99:
        assert answer.status_code == 404
        return
    assert answer.status_code == 422
    assert said in answer.text


def test_person_is_found_by_name_or_named_by_the_page_before(asked: Browser) -> None:
    def offered(query: str) -> list[str]:
        page = asked.get(f"/missions/1/refusals{query}").text
        names = ("Bova, Anne", "Dorval, Luc", "Hibrac, Maude")
        return [name for name in names if f">{name} · " in page]

    assert offered("") == ["Bova, Anne"]
    assert offered("?name=luc") == ["Dorval, Luc"]
    assert offered("?expert=3") == ["Bova, Anne", "Hibrac, Maude"]
    assert "Nobody is called that." in asked.get("/missions/1/refusals?name=zz").text


@pytest.mark.parametrize("name", ["luc", "zz"])
def test_looking_for_a_name_keeps_what_was_filled_in_and_notes_nothing(
    asked: Browser, ledger: Ledger, name: str
) -> None:
    typed = {"expert": "3", "kind": "dates", "first": "2027-03-01", "reason": "By telephone."}
    form = {**typed, "name": name, "look": "1"}

    answer = post(asked, "/missions/1/refusals", form)

    shown = filled_in(answer.text, "/missions/1/refusals")
    assert answer.status_code == 200
    kept = ("expert", "first", "reason")
    assert [shown[key] for key in kept] == [typed[key] for key in kept]
    assert 'value="dates" checked' in answer.text
    assert ("Dorval, Luc" in answer.text) == (name == "luc")
    with ledger.read() as session:
        assert session.scalars(select(RefusalRow)).all() == []


def test_refusals_are_of_the_institution_that_runs_the_mission(
    asked: Browser, ledger: Ledger, browser: Browser, account: Callable[..., str], app: object
) -> None:
    luc_declines(ledger)
    with ledger.write() as session:
        other = make.institution(session, "fr", country="FR").id
    browser.get("/")
    post(asked, "/logout")

    stranger = browser.sign_in(account("coordinator", where=other, login="stranger"))

    assert stranger.get("/missions/1/refusals").status_code == 404
    assert post(stranger, "/refusals/1/lift", {"reason": "x"}).status_code == 404
    assert post(stranger, "/missions/1/refusals", {"expert": 3}).status_code == 404
    post(stranger, "/logout")
    reader = browser.sign_in(account("reader"))
    page = reader.get("/missions/1/refusals").text
    assert "Dorval, Luc" in page
    assert "Note a refusal" not in page
    assert post(reader, "/refusals/1/lift", {"reason": "x"}).status_code == 403


def test_candidates_name_who_has_declined_and_rank_them_out(asked: Browser, ledger: Ledger) -> None:
    luc_declines(ledger)

    page = asked.get("/missions/1/candidates").text

    free, _, out = page.partition("cannot be assigned there")
    assert LUC_DECLINED in page
    assert "Hibrac, Maude" in free
    assert 'value="e2"' not in free
    assert LUC_DECLINED in out
    assert "Let in again" not in out
    assert 'href="/missions/1/refusals"' in out


def test_why_not_names_the_refusal_and_offers_no_forcing(asked: Browser, ledger: Ledger) -> None:
    luc_declines(ledger)

    page = asked.get("/why?mission=m1&role=r1&expert=e2").text

    assert LUC_DECLINED in page
    assert "Work out what it would cost" not in page
    assert 'href="/missions/1/refusals"' in page


def test_no_hand_seats_a_refuser(asked: Browser, ledger: Ledger) -> None:
    """Pinned on the mission's page, on the candidates' page, tried, or forced: 409 with the no."""
    luc_declines(ledger)

    tried = {
        "/missions/1/pin-expert": {"expert": 2, "role": 1},
        "/missions/1/candidates": {"pin": "e2", "role": "r1"},
        "/forcing": {"scenario": "", **LUC},
    }
    for path, form in tried.items():
        answer = post(asked, path, form)
        assert answer.status_code == 409, path
        assert f"“Library”: {LUC_DECLINED}" in answer.text, path
        assert 'href="/missions/1/refusals"' in answer.text, path
    answer = post(asked, "/missions/1/candidates", {"try": "e2", "role": "r1", "instead": "e1"})
    assert answer.status_code == 409
    with ledger.read() as session:
        assert session.get_one(MissionRow, 1).pins == []
        assert session.scalars(select(JobRow)).all() == []
        assert plans.live_id(session) == 1


def test_staffing_by_hand_refuses_a_refuser_by_name(asked: Browser, ledger: Ledger) -> None:
    page = asked.get("/missions/1/staff?role=1&put=2&instead=1").text
    assert "Dorval, Luc · Official · fit" in page
    form = filled_in(page, "/missions/1/staff")
    luc_declines(ledger)

    answer = post(asked, "/missions/1/staff", form)

    assert answer.status_code == 422
    assert LUC_DECLINED in answer.text
    with ledger.read() as session:
        assert plans.live_id(session) == 1


def test_address_proposes_nobody_who_has_declined(asked: Browser, ledger: Ledger) -> None:
    luc_declines(ledger)

    page = asked.get("/missions/1/staff?role=1&put=2&instead=1").text

    assert LUC_DECLINED in page
    assert "Dorval, Luc" not in page
    assert filled_in(page, "/missions/1/staff")["seat-1-0"] == "1"
    assert "2 people meet the role" in page


@pytest.mark.parametrize("given", [NO, OTHER])
def test_published_refuser_is_a_conflict_once_and_is_repaired_away(
    asked: Browser, ledger: Ledger, given: Given
) -> None:
    anne_says(ledger, given)

    page = asked.get("/conflicts").text

    assert "1 conflict is open." in page
    assert "Somebody says no, or proposes other dates" in page
    assert post(asked, "/conflicts/repair").status_code == 303
    with ledger.write() as session:
        row = session.get_one(MissionRow, 1)
        wanted = Staffing(half_day(make.MONDAY), {row.roles[0].id: (2,)})
        plan = staffing.restaff(session, 1, wanted, make.BY, make.AT)
        publish(session, plan.id, make.BY, make.AT)
    assert "Everything holds" in asked.get("/conflicts").text
    assert 'href="/missions/1/refusals"' in asked.get("/missions/1").text


def test_mission_page_names_refusals_until_they_are_lifted(asked: Browser, ledger: Ledger) -> None:
    luc_declines(ledger)
    assert "Dorval, Luc: Declines the mission" in " ".join(asked.get("/missions/1").text.split())
    expert = asked.get("/experts/2").text
    assert "Declines the mission" in expert
    assert 'href="/missions/1/refusals"' in expert

    post(asked, "/refusals/1/lift", {"reason": "He can after all."})

    assert "Dorval, Luc: Declines" not in " ".join(asked.get("/missions/1").text.split())


def test_refused_days_are_an_absence_that_only_lifting_removes(
    asked: Browser, ledger: Ledger
) -> None:
    anne_says(ledger, OTHER)

    page = asked.get("/experts/1").text

    assert "Refused for a mission" in page
    assert 'action="/experts/busy/1/remove"' not in page
    post(asked, "/experts/busy/1/remove")
    assert "Refused for a mission" in asked.get("/experts/1").text
    post(asked, "/refusals/1/lift", {"reason": "Other days are found."})
    assert "Refused for a mission" not in asked.get("/experts/1").text


def test_scenario_found_before_the_refusal_is_not_published_unseen(
    asked: Browser, ledger: Ledger
) -> None:
    with ledger.write() as session:
        row = scenarios.open_scenario(session, "Spring", make.BY, make.AT)
        session.flush()
        wanted = Staffing(half_day(make.MONDAY), {1: (2,)})
        plan = staffing.restaff(session, 1, wanted, make.BY, make.AT)
        scenarios.solved(session, row.id, plan, 0, make.AT)
    luc_declines(ledger)

    page = asked.get("/scenarios/1/publish").text
    answer = post(asked, "/scenarios/1/publish", {"base": 1, "name": "S", "accepted": 1})

    assert f"“Library”: {LUC_DECLINED}" in page
    assert answer.status_code in (409, 422)
    assert LUC_DECLINED in answer.text
    with ledger.read() as session:
        assert plans.live_id(session) == 1


def test_forcing_asked_before_the_refusal_is_not_worked_out(asked: Browser, ledger: Ledger) -> None:
    post(asked, "/forcing", {"scenario": "", **LUC})
    luc_declines(ledger)

    with ledger.write() as session:
        ticket = attempts.claim(session, make.AT)
    assert ticket is not None
    perform(ledger, ticket, lambda: make.AT, lambda: False)

    with ledger.read() as session:
        job = session.get_one(JobRow, 1)
        assert (job.state, job.error_code) == ("failed", "question.refused")
    assert "They have declined this mission" in asked.get("/forcing/1").text


def test_way_to_fill_a_vacancy_names_a_no_and_does_not_try_it(
    asked: Browser, ledger: Ledger
) -> None:
    """Only Luc is left for the second seat, and he is away on these days by his own no."""
    with ledger.write() as session:
        session.get_one(MissionRow, 1).roles[0].count = 2
        maude = session.get_one(ExpertRow, 3)
        make.busy(session, maude, make.MONDAY, make.MONDAY + timedelta(days=400))
        days = (half_day(make.MONDAY), half_day(make.MONDAY) + 3)
        refusals.refuse(session, Refusing(1, 2, days), make.BY, make.AT)

    page = asked.get("/missions/1").text

    ways = page.partition('<ul class="ways">')[2].partition("</ul>")[0]
    assert "Luc Dorval has declined this mission for 1–2 March 2027." in ways
    said = ways.partition("Luc Dorval has declined")[2].partition("</li>")[0]
    assert "<form" not in said
