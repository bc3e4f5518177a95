"""A form that comes back after its login had ended: what its page has no place for is told."""

import pytest

from db.engine import Ledger
from db.models import InstitutionRow
from tests import make
from tests.web.conftest import PASSWORD, Browser

SAID = {"word": "The Speaker <by phone>", "accepted": "c0ffee", "base": "1", "title": "Typed"}
"""What a gate has asked for, among the fields of the form."""


@pytest.fixture
def mission(ledger: Ledger, institution: int) -> int:
    """A mission that waits for its team."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        return make.mission(session, home, make.partner(session)).id


def _back(browser: Browser, page: str, fields: dict[str, str]) -> str:
    """Send a form of a page after having signed out elsewhere; the page after signing in again."""
    known = {"csrf_token": browser.token(page), "from_page": page}
    browser.send("/logout", page="/help")
    place = browser.post(page, data=known | fields).location
    wanted = {"login": "coordinator", "password": PASSWORD}
    answer = browser.send(place, wanted, page="/login?lang=en")
    assert answer.status_code == 303, answer.text
    return browser.get(answer.location).text


@pytest.mark.parametrize("page", ["staff", "edit"])
def test_what_was_typed_at_a_gate_is_told_where_the_page_has_none(
    coordinator: Browser, mission: int, page: str
) -> None:
    back = _back(coordinator, f"/missions/{mission}/{page}", SAID)

    assert "The form stands as you had left it" in back
    said = back.index("You had also typed")
    note = back[said : back.index("</div>", said)]
    assert "<dt>Who agreed to it?</dt><dd>The Speaker &lt;by phone&gt;</dd>" in note
    assert "What you had accepted is asked again" in note
    assert "c0ffee" not in back
    assert "base" not in note


def test_form_with_a_place_for_everything_has_nothing_more_to_tell(
    coordinator: Browser, mission: int
) -> None:
    back = _back(coordinator, "/missions/new", {"title": "Typed"})

    assert "The form stands as you had left it" in back
    assert "You had also typed" not in back
    assert "accepted is asked again" not in back
