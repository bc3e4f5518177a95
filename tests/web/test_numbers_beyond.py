"""Numbers that no row can have, from forms and addresses: unknown rows, and never our fault."""

import pytest

from db.engine import Ledger
from db.ids import LARGEST, is_row, known_row, known_rows, row_number
from db.models import InstitutionRow
from db.operations import scenarios
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

BEYOND = (str(2**31), str(2**63), "9" * 4400, "٣")
"""Too large for PostgreSQL, for SQLite, for Python to read; and no plain digits."""
NAMES = ("postgresql", "sqlite", "python", "script")
every_number = pytest.mark.parametrize("number", BEYOND, ids=NAMES)


FORMS = [
    ("/scenarios", {"name": "", "origin": "#"}, 404),
    ("/scenarios/1/remove", {"change": "#"}, 400),
    ("/scenarios/releases/1/bring-back", {"base": "#"}, 303),
    ("/forcing", {"mission": "m#", "role": "r1", "expert": "e1"}, 400),
    ("/forcing", {"seat": "m#:r1", "expert": "e1"}, 400),
    ("/forcing", {"mission": "m1", "role": "r1", "expert": "e1", "scenario": "#"}, 400),
    ("/trials/front", {"scenario": "#"}, 400),
    ("/missions/1/staff", {"base": "#", "start": f"{TODAY}"}, 409),
    ("/missions/1/withdraw", {"base": "#"}, 409),
    ("/missions/1/pin-date", {"start": "#"}, 409),
    ("/missions/1/pin-expert", {"role": "#", "expert": "1"}, 400),
    ("/missions/1/candidates", {"pin": "e#", "role": "r1"}, 400),
]
ADDRESSES = (
    *("/missions/?to_plan=#", "/missions/?partner=#", "/missions/?page=#", "/why?seat=m#:r1"),
    *("/plan?page=#", "/scenarios/1/board?page=#", "/missions/1/staff?role=1&put=#"),
    "/compare?plan=#&plan=live",
)


@pytest.fixture
def world(ledger: Ledger, institution: int) -> None:
    """A mission with a team and a scenario."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        mission = make.mission(session, home, None, make.role(), first=TODAY, venue="home")
        make.staffed(session, mission, anne)
        scenarios.open_scenario(session, "Other", make.BY, make.AT)


@pytest.mark.usefixtures("world")
@every_number
def test_number_in_a_form_that_no_row_has_is_refused(coordinator: Browser, number: str) -> None:
    answers = [
        (path, post(coordinator, path, _filled(form, number)).status_code)
        for path, form, _status in FORMS
    ]

    assert answers == [(path, status) for path, _form, status in FORMS]


def _filled(form: dict[str, str], number: str) -> dict[str, str]:
    return {name: text.replace("#", number) for name, text in form.items()}


@pytest.mark.usefixtures("world")
@every_number
def test_role_of_a_number_that_no_row_has_is_a_new_one(
    coordinator: Browser, ledger: Ledger, number: str
) -> None:
    path = "/missions/1/edit"
    form = filled_in(coordinator.get(path).text)

    assert post(coordinator, path, form | {"act": f"drop-{number}"}).status_code == 400
    answer = post(coordinator, path, form | {"role-0-key": number, "role-0-title": "New"})

    assert answer.status_code in (303, 422)


@pytest.mark.usefixtures("world")
@every_number
def test_number_in_an_address_that_no_row_has_is_passed_over(
    coordinator: Browser, number: str
) -> None:
    answers = [coordinator.get(address.replace("#", number)).status_code for address in ADDRESSES]

    assert answers == [200] * len(ADDRESSES)


@every_number
def test_id_of_a_number_that_no_row_has_is_no_row(number: str) -> None:
    assert row_number(number) is None
    assert known_row(f"m{number}") is None
    assert not is_row(f"m{number}")
    assert known_rows(["m1", f"m{number}", f"m{LARGEST}", "m"]) == {1, LARGEST}
