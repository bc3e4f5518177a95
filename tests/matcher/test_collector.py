"""Reading rests the garbage collector, and leaves it as it was."""

import gc

import pytest

from matcher.files import ProblemUnreadable, read_problem
from matcher.files.collector import collector_at_rest


def test_collector_rests_inside_and_runs_again_after() -> None:
    with collector_at_rest():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_file_that_cannot_be_read_leaves_the_collector_running() -> None:
    with pytest.raises(ProblemUnreadable):
        read_problem("{")

    assert gc.isenabled()


def test_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_at_rest():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
