"""Logs: the same is said once and counted; of a database that is gone one line is left."""

import io
import logging

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from web.worker.log_filter import AGAIN_SECONDS, RepeatFilter


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        """The time that was set."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def said(clock: Clock) -> io.StringIO:
    """What comes out of the logger `hemicycle.trial` and its children."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.addFilter(RepeatFilter(clock))
    logger = logging.getLogger("hemicycle.trial")
    logger.handlers, logger.propagate = [handler], False
    return text


def fail(error: Exception, words: str = "Mails died", name: str = "hemicycle.trial") -> None:
    try:
        raise error
    except type(error):
        logging.getLogger(name).exception(words)


def gone() -> OperationalError:
    return OperationalError("SELECT 1", {}, psycopg.OperationalError("connection refused\nmore"))


def test_a_database_that_is_gone_is_one_line_however_often_it_is_missed(said: io.StringIO) -> None:
    for _ in range(500):
        fail(gone())

    assert said.getvalue() == "Mails died: connection refused\n"


def test_the_same_is_said_again_after_a_while_with_its_number(
    said: io.StringIO, clock: Clock
) -> None:
    for _ in range(4):
        fail(gone())
    clock.time = AGAIN_SECONDS

    fail(gone())

    assert said.getvalue().splitlines() == [
        "Mails died: connection refused",
        "Mails died: connection refused (3 times more in between)",
    ]


def test_a_fault_of_ours_keeps_the_way_to_its_place_once(said: io.StringIO) -> None:
    fail(KeyError("row"))
    fail(KeyError("row"))

    assert said.getvalue().count("Traceback") == 1
    assert "KeyError: 'row'" in said.getvalue()


def test_loggers_of_ones_own_say_no_more_than_one(said: io.StringIO) -> None:
    for number in range(20):
        fail(gone(), "listener error", f"hemicycle.trial.worker{number}")

    assert said.getvalue() == "listener error: connection refused\n"


def test_what_differs_is_not_held_back(said: io.StringIO) -> None:
    for number in range(3):
        logging.getLogger("hemicycle.trial").warning("Job %s is late", number)

    assert said.getvalue().splitlines() == [f"Job {number} is late" for number in range(3)]
