"""The libraries that calendar programs stand on read our feeds as the rows mean them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.clients.limits import LIMITS, reason
from benchmarks.clients.program import fetched
from benchmarks.clients.programs import by_npm, by_pip
from benchmarks.clients.site import Site, serving
from benchmarks.clients.told import Difference, Told, differences
from tests.clock import TODAY, machines_now
from tests.node.install import HERE

READERS: dict[str, Callable[[str], list[Told]]] = {
    "icalendar": lambda address: by_pip.icalendar(fetched(address)),
    "recurring-ical-events": lambda address: by_pip.recurring(fetched(address)),
    "vobject": lambda address: by_pip.vobject_own(fetched(address)),
    "ical.js": by_npm.ical_js,
    "node-ical": by_npm.node_ical,
}
OF_NODE = ("ical.js", "node-ical")
"""Programs that are not Python: nobody gives them another clock than the machine's."""
ONE = Told("a", "2027-01-11T08:00:00Z", "2027-01-11T11:00:00Z", "CONFIRMED", "Seminar")
MOVED = Told("a", "2027-01-12T08:00:00Z", "2027-01-12T11:00:00Z", "CONFIRMED", "Seminar")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The feed of ten years in eight zones, as it was first published."""
    with serving(tmp_path_factory.mktemp("before")) as site:
        yield site


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same feed after four missions were moved and four were cancelled."""
    with serving(tmp_path_factory.mktemp("after")) as site:
        site.turn()
        yield site


@pytest.mark.parametrize("version", ["before", "after"])
@pytest.mark.parametrize("name", READERS)
def test_program_reads_every_entry_as_the_rows_mean_it(
    name: str, version: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(version)

    told = site.expected()
    found = differences(told, READERS[name](site.address))

    today = machines_now().date() if name in OF_NODE else TODAY
    assert told
    assert [each for each in found if not each.wanted or not reason(name, each.wanted, today)] == []


def test_feed_holds_what_programs_are_measured_on(after: Site) -> None:
    told = after.expected()

    assert len(told) > 340
    assert {each.status for each in told} == {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    assert {"-out", "-back"} <= {each.uid[36:] for each in told}
    assert {len(each.start) for each in told} == {10, 20}
    assert max(len(each.summary.encode()) for each in told) > 200
    assert sum(each.summary.startswith("Annulée : ") for each in told) == 22


def test_known_limits_leave_nearly_everything_to_be_held(after: Site) -> None:

    for name in LIMITS:
        told = after.expected()
        left_out = [each for each in told if reason(name, each, TODAY)]
        assert 0 < len(left_out) < len(told) / 4


def test_an_entry_told_otherwise_is_a_difference() -> None:
    assert differences([ONE], [ONE]) == []
    assert differences([ONE], [MOVED]) == [Difference(ONE, MOVED)]
    assert differences([ONE], []) == [Difference(ONE, None)]
    assert differences([], [ONE]) == [Difference(None, ONE)]


def test_what_a_program_cannot_tell_is_not_compared() -> None:
    nameless = Told("", ONE.start, ONE.end, "", ONE.summary)

    assert differences([ONE], [nameless], ("start", "end", "summary")) == []
    assert differences([MOVED], [nameless], ("start", "end", "summary")) == [
        Difference(MOVED, nameless)
    ]


def test_the_lock_of_node_names_no_registry() -> None:
    lock = json.loads((Path(HERE) / "package-lock.json").read_text())

    assert lock["packages"]
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
