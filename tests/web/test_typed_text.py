"""What is typed stays as it is: spaces of every sort, letters of every script; no control signs."""

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, MissionRow
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in
from web.http.forms import one_line, printed

FRENCH = "Suivi\u00a0: budget de 30\u202f000 «\u00a0euros\u00a0» l’été"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (FRENCH, FRENCH),
        ("a\u00adb\u2009c\u3000d", "a\u00adb\u2009c\u3000d"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\r\ntwo\tthree\x00\x1b", "one\ntwo\tthree"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("half \ud800 a pair", "half  a pair"),
        ("\u200b\u00a0\ufeff", ""),
        ("  within \u00a0", "within"),
    ],
)
def test_signs_that_say_something_stay(typed: str, kept: str) -> None:
    assert printed(typed) == kept


def test_one_line_joins_lines_and_plain_spaces_alone() -> None:
    assert one_line(f" {FRENCH} \n  et\t plus ") == f"{FRENCH} et plus"


def test_form_that_is_saved_untouched_changes_nothing(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        row = make.mission(session, home, make.partner(session), title=FRENCH)
        row.notes = f"{FRENCH}\n{FRENCH}"
    path = "/missions/1/edit"

    form = filled_in(coordinator.get(path).text)
    answer = coordinator.send(path, form, path)

    assert answer.status_code == 303
    with ledger.read() as session:
        row = session.get_one(MissionRow, 1)
        assert (row.title, row.notes) == (FRENCH, f"{FRENCH}\n{FRENCH}")
    assert "Edited: Title" not in coordinator.get("/missions/1?lang=en").text
