"""The calendar of a scenario: what it proposes, under its name, apart from what is published."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar, Event

from db.engine import Ledger
from db.errors import Invalid
from db.models import FeedTokenRow, MissionRow, RoleRow
from db.operations import mission_states, missions, releases, scenarios, tokens
from db.operations.mission_facts import mission_facts
from db.operations.tokens import Choices, TokenFacts
from db.queries import plans
from tests import make
from tests.web.feeds.drafts import Draft, draft
from tests.web.feeds.world import JUNE, LATER, Addresses, World, events, statements
from web.worker.nightly import Nightly

WEEK = timedelta(days=7)
COMMITTEE, LIBRARY = "Autumn: Committee work; part 1", "Autumn: Library"


@pytest.fixture
def autumn(ledger: Ledger, world: World) -> Draft:
    """A scenario that moves the hold by a week."""
    opened = draft(ledger)
    opened.solve(world.hold, JUNE + WEEK, world.expert)
    return opened


@pytest.fixture
def address(addresses: Addresses, autumn: Draft) -> str:
    return addresses.open("scenario", autumn.id)


def _seen(app: Flask, address: str) -> dict[str, Event]:
    return events(app.test_client().get(address).data)


def _uids(body: bytes) -> set[str]:
    return {str(event["UID"]) for event in events(body).values()}


def test_calendar_is_empty_until_there_is_a_plan(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    answer = app.test_client().get(addresses.open("scenario", draft(ledger).id))

    assert answer.status_code == 200
    assert Calendar.from_ical(answer.data)["NAME"] == "Scenario – Autumn"
    assert events(answer.data) == {}


def test_everything_is_tentative_and_under_the_name(app: Flask, world: World, address: str) -> None:
    seen = _seen(app, address)

    assert sorted(seen) == [COMMITTEE, LIBRARY]
    assert {str(event["STATUS"]) for event in seen.values()} == {"TENTATIVE"}
    assert seen[LIBRARY]["DTSTART"].dt.date() == JUNE + WEEK
    said = str(seen[COMMITTEE]["DESCRIPTION"])
    assert "nothing of it is published" in said
    assert "Jean Côté" in said
    assert not any("ATTENDEE" in event or "ORGANIZER" in event for event in seen.values())


def test_proposals_and_what_is_published_are_never_mixed(
    app: Flask, ledger: Ledger, world: World, addresses: Addresses
) -> None:
    published = [
        addresses.open("institution", world.institution),
        addresses.open("mission", world.hold),
        addresses.open("expert", world.expert),
    ]
    before = [app.test_client().get(each).data for each in published]
    two = [draft(ledger, "Autumn"), draft(ledger, "Winter")]
    for each in two:
        each.solve(world.hold, JUNE + WEEK, world.mate)
    bodies = [app.test_client().get(addresses.open("scenario", each.id)).data for each in two]

    app.extensions.pop("kept_feeds")

    assert [app.test_client().get(each).data for each in published] == before
    every = [_uids(body) for body in (*before[:1], *bodies)]
    assert sum(map(len, every)) == len(set().union(*every)) == 6


def test_only_what_changed_has_another_sequence(
    app: Flask, ledger: Ledger, world: World, autumn: Draft, address: str
) -> None:
    before = _seen(app, address)

    autumn.solve(world.hold, JUNE + 2 * WEEK, world.expert, at=LATER)

    after = _seen(app, address)
    assert after[COMMITTEE].to_ical() == before[COMMITTEE].to_ical()
    assert after[LIBRARY]["UID"] == before[LIBRARY]["UID"]
    assert (before[LIBRARY]["SEQUENCE"], after[LIBRARY]["SEQUENCE"]) == (0, 1)
    assert after[LIBRARY]["DTSTAMP"].dt == LATER


def test_same_plan_found_again_gives_the_same_bytes(
    app: Flask, world: World, autumn: Draft, address: str
) -> None:
    before = app.test_client().get(address)

    autumn.solve(world.hold, JUNE + WEEK, world.expert, at=LATER)
    after = app.test_client().get(address, headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 304
    assert app.test_client().get(address).data == before.data


def test_another_team_changes_the_words_alone(
    app: Flask, world: World, autumn: Draft, address: str
) -> None:
    before = _seen(app, address)[LIBRARY]

    autumn.solve(world.hold, JUNE + WEEK, world.mate, at=LATER)

    after = _seen(app, address)[LIBRARY]
    assert "Jean Côté" in str(after["DESCRIPTION"])
    assert after["SEQUENCE"] == before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt == LATER


def test_what_is_proposed_no_more_is_gone_and_may_come_back(
    app: Flask, world: World, autumn: Draft, address: str
) -> None:
    before = _seen(app, address)[LIBRARY]

    autumn.solve(world.hold, None, at=LATER)
    between = _seen(app, address)
    autumn.solve(world.hold, JUNE + WEEK, world.expert, at=LATER + WEEK)

    after = _seen(app, address)[LIBRARY]
    assert list(between) == [COMMITTEE]
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_new_name_is_before_each_summary(
    app: Flask, ledger: Ledger, autumn: Draft, address: str
) -> None:
    before = _seen(app, address)

    with ledger.write() as session:
        scenarios.rename(session, autumn.id, "Late autumn", make.BY, LATER)

    after = _seen(app, address)
    assert sorted(after) == [f"Late {each[0].lower()}{each[1:]}" for each in sorted(before)]
    assert {event["LAST-MODIFIED"].dt for event in after.values()} == {LATER}
    assert {int(event["SEQUENCE"]) for event in after.values()} == {0}


def test_proposals_follow_the_missions_themselves(
    app: Flask, ledger: Ledger, world: World, address: str
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.hold)
        facts = replace(mission_facts(row, title="Books"), length=2)
        missions.edit(session, row.id, facts, row.version, make.BY, LATER)

    longer = _seen(app, address)["Autumn: Books"]
    assert int(longer["SEQUENCE"]) == 1
    with ledger.write() as session:
        mission_states.move(session, world.hold, "cancelled", make.BY, LATER, reason="No room.")
    assert list(_seen(app, address)) == [COMMITTEE]


def test_discreet_address_keeps_the_name_and_says_no_more(
    app: Flask, ledger: Ledger, autumn: Draft, address: str
) -> None:
    with ledger.write() as session:
        token = session.query(FeedTokenRow).one()
        tokens.choose(session, token.id, Choices(detail="discreet"), make.BY, LATER)

    body = app.test_client().get(address).data

    assert set(events(body)) == {"Autumn: Mission (details in Hemicycle)"}
    assert b"DESCRIPTION" not in body


def test_french_calendar_speaks_french(app: Flask, autumn: Draft, addresses: Addresses) -> None:
    body = app.test_client().get(addresses.open("scenario", autumn.id, "fr")).data

    assert Calendar.from_ical(body)["NAME"] == "Scénario – Autumn"
    assert "Autumn : Library" in events(body)


@pytest.mark.parametrize("end", ["discarded", "published"])
def test_closed_scenario_empties_its_calendar(
    app: Flask, ledger: Ledger, autumn: Draft, address: str, end: str
) -> None:
    before = app.test_client().get(address)

    with ledger.write() as session:
        _close(session, autumn, end)

    asked = {"If-Modified-Since": before.headers["Last-Modified"]}
    after = app.test_client().get(address, headers=asked)
    assert after.status_code == 200
    assert events(after.data) == {}


def _close(session, autumn: Draft, end: str) -> None:  # type: ignore[no-untyped-def]  # a session
    if end == "discarded":
        scenarios.discard(session, autumn.id, make.BY, LATER)
    else:
        base = plans.live_id(session)
        releases.release_scenario(session, autumn.id, "", make.BY, LATER, base_id=base)


def test_addresses_of_a_closed_scenario_are_stopped_after_sixty_days(
    app: Flask, ledger: Ledger, autumn: Draft, address: str
) -> None:
    with ledger.write() as session:
        scenarios.discard(session, autumn.id, make.BY, LATER)
    still = LATER + timedelta(days=60)

    Nightly().work(ledger, still)
    before = app.test_client().get(address).status_code
    Nightly().work(ledger, still + timedelta(days=1))

    assert (before, app.test_client().get(address).status_code) == (200, 404)


def test_address_of_an_open_scenario_is_not_stopped(
    app: Flask, ledger: Ledger, address: str
) -> None:
    Nightly().work(ledger, LATER + timedelta(days=300))

    assert app.test_client().get(address).status_code == 200


def test_closed_scenario_gets_no_new_address(ledger: Ledger, autumn: Draft) -> None:
    with ledger.write() as session:
        scenarios.discard(session, autumn.id, make.BY, LATER)
        facts = TokenFacts("scenario", autumn.id, "phone", "en")

        with pytest.raises(Invalid, match=r"scenario\.closed"):
            tokens.create(session, facts, "a" * 64, make.BY, LATER)


def test_variant_proposes_the_same_in_entries_of_its_own(
    app: Flask, ledger: Ledger, autumn: Draft, addresses: Addresses
) -> None:
    with ledger.write() as session:
        variant = scenarios.fork(session, autumn.id, "Variant", make.BY, LATER).id

    one, other = (
        app.test_client().get(addresses.open("scenario", key)).data for key in (autumn.id, variant)
    )
    assert sorted(events(other)) == [
        each.replace("Autumn", "Variant") for each in sorted(events(one))
    ]
    assert not _uids(one) & _uids(other)


def test_unchanged_calendar_costs_one_question(
    app: Flask, ledger: Ledger, autumn: Draft, address: str
) -> None:
    app.test_client().get(address)

    with statements(ledger) as asked:
        app.test_client().get(address)

    assert len(asked) == 1


def test_mission_that_only_the_scenario_places_is_proposed(
    app: Flask, ledger: Ledger, world: World, autumn: Draft, address: str
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, world.hold)
        asked = make.mission(
            session,
            row.institution,
            None,
            RoleRow(count=1),
            title="Asked",
            state="requested",
            venue="home",
        )
        key = asked.id

    autumn.solve(key, JUNE, world.mate, at=LATER)

    assert _seen(app, address)["Autumn: Asked"]["STATUS"] == "TENTATIVE"
