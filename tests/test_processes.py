"""Children of a process are told apart by their command, those that ended left out."""

import subprocess
import sys

import psutil

from tests.processes import children


def test_child_that_ended_and_was_not_waited_for_is_no_living_one() -> None:
    waits = [sys.executable, "-c", "input()", "a-word-of-this-test"]
    child = subprocess.Popen(waits, stdin=subprocess.PIPE)
    try:
        assert [each.pid for each in children(None, "a-word-of-this-test")] == [child.pid]
        child.kill()
        while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
            pass
        assert children(None, "a-word-of-this-test") == []
    finally:
        child.kill()
        child.communicate()


def test_process_that_is_gone_has_no_children() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()

    assert children(gone.pid, "") == []
