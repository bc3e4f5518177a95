"""Story 1 as a newcomer has it: the README's command, the served pages, a watched search."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser.site import visiting
from tests.web.browser.stories.calendars import entries, fetch
from tests.web.browser.stories.hands import Mouse
from tests.web.browser.stories.steps import new_scenario, published
from tests.web.browser.stories.words import words

STARTS_SECONDS = 60
NAME = "First try"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:  # JSON
    """What `hemicycle demo` says of the example that it has made in a folder."""
    folder = tmp_path_factory.mktemp("newcomer")
    done = _command(folder, "demo", "--no-serve", "--json", "--time-limit", "5")
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read | {"folder": folder}


def test_first_command_leads_to_a_plan_of_ones_own(
    chromium: Browser, report: dict[str, Any]
) -> None:
    account = next(each for each in report["accounts"] if each["role"] == "coordinator")
    with _served(report["folder"]) as address, visiting(chromium, address) as visitor:
        before = entries(fetch(f"{address}{report['feeds'][0]['path']}"))
        hand = Mouse(visitor, words("en"))
        hand.sign_in(account["login"], account["password"])
        new_scenario(hand, NAME)
        hand.follow("Somebody cannot be sent at all")
        hand.lands("Somebody cannot be sent at all")
        hand.write("Person", report["feeds"][0]["name"])
        hand.press("Change it")
        hand.lands_on(NAME)
        hand.choose("At most", "30")
        hand.press("Look for a plan")
        hand.lands("Looking for the best plan")
        curve = hand.say(
            "How much better a plan could still be, and the vacancies of the best plan, over time"
        )
        expect(hand.page.get_by_role("img", name=curve)).to_be_visible(timeout=60_000)

        stop = hand.page.get_by_role("button", name=hand.say("Stop and keep the best plan"))
        # At once, or not at all: a search may end by itself between a look and a click.
        stop.evaluate_all("all => all.forEach((each) => each.click())")
        hand.wait_for_plan()
        hand.follow("Publish…")
        published(hand, NAME)

        after = entries(fetch(f"{address}{report['feeds'][0]['path']}"))
    assert {each.uid for each in before} == {each.uid for each in after}
    assert any(each.status == "CANCELLED" for each in after if each not in before)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """`hemicycle run` on a free port, once it says that it is ready."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    run = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "run", "--port", str(port)],
        env=_environment(folder),
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        run.send_signal(signal.SIGTERM)
        run.wait(30)


def _wait(address: str) -> None:
    ends = time.monotonic() + STARTS_SECONDS
    while time.monotonic() < ends:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("The server never answered.")


def _command(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "web.cli", *arguments],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=200,
    )


def _environment(folder: Path) -> dict[str, str]:
    url = f"sqlite:///{folder / 'hemicycle-demo.db'}"
    return os.environ | {"LANGUAGE": "en", "HEMICYCLE_DATABASE_URL": url, "HOME": str(folder)}
