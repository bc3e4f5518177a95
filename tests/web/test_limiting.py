"""A vacancy that people fit names the limit that is in the way, wherever it is told."""

from datetime import timedelta

import pytest

from db.engine import Ledger
from db.mapping import load_plan, load_problem
from db.models import InstitutionRow
from db.queries import plans
from db.words import Language
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from web.demo.make import lacking_of

MONDAY = NOW.date() + timedelta(days=70 - NOW.date().weekday())
SAID = "a limit would be passed: Reading rooms would take 2 days of work; at most 1 day."


@pytest.fixture
def narrow(coordinator: Browser, ledger: Ledger, institution: int) -> Browser:
    """A programme that has work for half of the one mission that it has; Anne could go."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session)
        work = make.programme(
            session, home, "rooms", name_en="Reading rooms", expert_half_days_max=2
        )
        anne = make.expert(session, home)
        facts = {"programme_id": work.id, "first": MONDAY}
        make.mission(session, home, there, make.role(), title="Rooms", **facts)
        other = make.mission(session, home, there, title="Other", first=MONDAY + timedelta(days=21))
        make.staffed(session, other, anne)
    return coordinator


@pytest.mark.parametrize("path", ["/", "/vacancies", "/missions/1"])
def test_mission_without_a_date_names_the_limit(narrow: Browser, path: str) -> None:
    page = narrow.get(path).text

    assert "The mission has no date in this plan." in page
    assert SAID in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", f"The mission has no date in this plan. With the 1 person who fits, {SAID}"),
        ("fr", "La mission n’a pas de date dans cette planification. "),
    ],
)
def test_example_tells_a_vacancy_as_the_pages_do(
    narrow: Browser, ledger: Ledger, language: Language, said: str
) -> None:
    with ledger.read() as session:
        problem = load_problem(session, today=NOW.date(), freeze_days=0)
        plan = load_plan(session, plans.live_id(session) or 0, problem)

        (lack,) = lacking_of(session, problem, plan, language)

    assert lack.title == "Rooms"
    assert lack.reason.startswith(said)
    assert lack.reason in narrow.get(f"/vacancies?lang={language}").text
