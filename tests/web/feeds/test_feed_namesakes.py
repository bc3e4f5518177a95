"""Two people of one name in a team: calendars say which of them is meant, as pages do."""

from collections.abc import Sequence
from datetime import time

import pytest
from flask import Flask
from icalendar import Calendar

from db.engine import Ledger
from db.models import ExpertRow, InstitutionRow
from db.operations import agenda
from db.operations.agenda import AgendaFacts
from tests import make
from tests.web.feeds.world import Addresses, World, events

ROOM = "Committee work; part 1"


def name_both(ledger: Ledger, world: World, *departments: str, paris: bool = False) -> None:
    """Both are called Marie Roy, of these departments; the second may be of another house."""
    with ledger.write() as session:
        for key, department in zip((world.expert, world.mate), departments, strict=True):
            row = session.get_one(ExpertRow, key)
            row.given_name, row.family_name, row.department = "Marie", "Roy", department
            row.sort_name = "roy marie"
        if paris:
            other = make.institution(session, "fr", timezone="Europe/Paris")
            session.get_one(ExpertRow, world.mate).institution_id = other.id


def last_line(app: Flask, address: str, title: str = ROOM) -> str:
    event = events(app.test_client().get(address).data)[title]
    return str(event["DESCRIPTION"]).splitlines()[-1]


@pytest.mark.parametrize(
    ("departments", "said"),
    [
        (("Library", "Protocol"), "Marie Roy · Library, Marie Roy · Protocol"),
        (("Library", "Library"), "Marie Roy · Library · no. 1, Marie Roy · Library · no. 2"),
    ],
)
@pytest.mark.parametrize("kind", ["expert", "mission", "institution"])
def test_team_of_an_entry_tells_namesakes_apart(
    ledger: Ledger,
    app: Flask,
    world: World,
    addresses: Addresses,
    kind: str,
    departments: Sequence[str],
    said: str,
) -> None:
    name_both(ledger, world, *departments)
    subjects = {"expert": world.expert, "mission": world.agreed, "institution": world.institution}

    assert last_line(app, addresses.open(kind, subjects[kind])) == f"Team: {said}"


def test_department_of_another_institution_is_not_told(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    """Whoever reads their own calendar reads the departments of their own institution alone."""
    name_both(ledger, world, "Library", "Protocol", paris=True)

    lines = [last_line(app, addresses.open("expert", each)) for each in (world.expert, world.mate)]

    assert lines == [
        "Team: Marie Roy · Library, Marie Roy · Assembly fr",
        "Team: Marie Roy · Assembly qc, Marie Roy · Protocol",
    ]


def test_namesake_outside_the_team_changes_no_entry(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, world.institution)
        make.expert(session, home, "Jean Côté", department="Protocol")

    assert last_line(app, addresses.open("expert", world.expert)) == "Team: Anne Bova, Jean Côté"


def test_speaker_who_has_a_namesake_in_the_team_is_told_apart(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    name_both(ledger, world, "Library", "Protocol")
    talk = AgendaFacts("Budget", make.MONDAY, time(9), time(10), speakers=frozenset({world.mate}))
    with ledger.write() as session:
        agenda.add(session, world.agreed, talk, make.BY, make.AT)

    said = last_line(app, addresses.open("mission", world.agreed), "Budget")

    assert said == "Speakers: Marie Roy · Protocol"


def test_free_and_busy_times_of_namesakes_are_told_apart(
    ledger: Ledger, app: Flask, world: World, addresses: Addresses
) -> None:
    name_both(ledger, world, "Library", "Protocol")

    body = app.test_client().get(addresses.open("team", world.agreed)).data

    found = Calendar.from_ical(body).walk("VFREEBUSY")
    names = {str(each["COMMENT"]) for each in found}
    assert names == {"Marie Roy · Library", "Marie Roy · Protocol"}
