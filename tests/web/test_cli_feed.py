"""`hemicycle feed`: the bytes that an address serves, or would."""

import hashlib
from collections.abc import Iterator

import pytest

from db.engine import Ledger
from db.migrate import upgrade
from db.operations import scenarios, tokens
from db.operations.tokens import TokenFacts
from tests import make
from web.cli import status


@pytest.fixture
def ledger(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """The ledger that the command line finds, with one published mission."""
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("LANGUAGE", "en")
    upgrade(sqlite_url)
    opened = Ledger(sqlite_url)
    with opened.write() as session:
        house = make.institution(session)
        mission = make.mission(session, house, make.partner(session))
        make.staffed(session, mission, make.expert(session, house))
        sha256 = hashlib.sha256(b"secret").hexdigest()
        facts = TokenFacts("expert", 1, "phone", "fr")
        tokens.create(session, facts, sha256, make.BY, make.AT)
    yield opened
    opened.dispose()


def test_feed_of_an_address_is_that_of_its_subject(
    ledger: Ledger, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert status(["feed", "https://h.example/feeds/secret.ics"]) == 0
    by_address = capsysbinary.readouterr().out
    assert status(["feed", "expert", "1", "--language", "fr"]) == 0
    by_number = capsysbinary.readouterr().out

    assert by_address == by_number
    assert by_address.startswith(b"BEGIN:VCALENDAR\r\n")
    assert by_address.count(b"BEGIN:VEVENT") == 1


def test_feed_of_a_scenario_is_found_by_its_number(
    ledger: Ledger, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with ledger.write() as session:
        scenarios.open_scenario(session, "Autumn", make.BY, make.AT)

    assert status(["feed", "scenario", "1"]) == 0

    assert "NAME;LANGUAGE=en:Scenario – Autumn".encode() in capsysbinary.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["unknown"], b"No feed has this address"),
        (["expert"], b"A kind of feed is followed by a number: expert."),
        (["expert", "99"], b"There is nothing of this kind with that number."),
        (["scenario", "99"], b"There is nothing of this kind with that number."),
    ],
)
def test_feed_says_in_a_sentence_what_it_lacks(
    ledger: Ledger,
    arguments: list[str],
    said: bytes,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert status(["feed", *arguments]) == 2

    captured = capsysbinary.readouterr()
    assert said in captured.err
    assert captured.out == b""
