"""Reports of what was not delivered, and what only looks like one."""

import pytest

from calendars.letters.letter import Bounce
from calendars.letters.reading import read
from tests.calendars.letters.mails import ANNE, bounce

SENT = "<invitation-9@unit.example>"


@pytest.mark.parametrize("sent_back", ["rfc822", "headers"])
def test_report_names_the_mail_that_was_sent_back(sent_back: str) -> None:
    letter = read(bounce(sent_back=sent_back, about=SENT))

    assert letter.bounces == (Bounce(SENT, ANNE, "5.1.1 550 5.1.1 No such user here"),)
    assert letter.sender == "MAILER-DAEMON@mx.assembly.example"


@pytest.mark.parametrize("action", ["Failed", "FAILED"])
def test_action_of_a_report_is_read_whatever_its_case(action: str) -> None:
    assert [each.recipient for each in read(bounce(action)).bounces] == [ANNE]


def test_report_that_sends_nothing_back_is_known_by_what_it_follows() -> None:
    (found,) = read(bounce(sent_back="nothing")).bounces

    assert found.message_id == "<invitation-7@unit.example>"


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_report_of_anything_else_is_no_bounce(action: str) -> None:
    letter = read(bounce(action))

    assert (letter.bounces, letter.code) == ((), "")
