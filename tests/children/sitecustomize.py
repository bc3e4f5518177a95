"""Gives a program that a test has started the test's clock: Python imports this by its name."""

import os
import sys
import time


def _travel(offset: float) -> None:
    # Where pytest is to be had, time-machine loads all of it for a fixture that no program uses.
    sys.modules["pytest"] = None  # type: ignore[assignment]  # what cannot be imported
    import time_machine

    del sys.modules["pytest"]
    time_machine.travel(time.time() + offset).start()


if "HEMICYCLE_TEST_CLOCK_OFFSET" in os.environ:
    _travel(float(os.environ["HEMICYCLE_TEST_CLOCK_OFFSET"]))
