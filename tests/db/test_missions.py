"""Missions written: created, edited, copied; pins, bans, states."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.errors import Flaw, Invalid, InvalidState, NotFound, StaleRow
from db.facts import MissionFacts, RoleFacts
from db.models import MissionRow, RoleRow
from db.moments import half_day
from db.operations import mission_states, missions, pins
from db.operations.mission_facts import mission_facts
from db.queries import missions as known
from db.queries.audit import broken_links, history
from db.words import MISSION_STATES
from tests import make

LATER = make.AT + timedelta(hours=1)
AFTER = make.AT + timedelta(days=90)
"""When the missions of these tests are over."""


def _facts(session: Session, **changes: object) -> MissionFacts:
    home, there = make.institution(session), make.partner(session)
    other, library = make.partner(session, "ml"), make.domain(session)
    banned = make.expert(session, home)
    facts = MissionFacts(
        title="Seminar on archives",
        activity_type="seminar",
        service_mode="training",
        venue="abroad",
        institution_id=home.id,
        partner_id=there.id,
        programme_id=make.programme(session, home).id,
        window_first=make.MONDAY,
        window_last=make.MONDAY + timedelta(days=4),
        preferred=make.MONDAY + timedelta(days=1),
        length=6,
        travel_before=2,
        travel_after=1,
        priority=5,
        plural=False,
        notes="Bring the manual.",
        languages={"fr": "C1", "ht": "B1"},
        roles=(
            RoleFacts("Trainer", 2, "official", {library.id: 2}, {"fr": "B2"}),
            RoleFacts("Chair", kind="member", institutions=frozenset({home.id})),
        ),
        banned=frozenset({banned.id}),
        further_partners=frozenset({other.id}),
    )
    return replace(facts, **changes)  # type: ignore[arg-type] # whatever a test changes


def _saved(facts: MissionFacts, row: MissionRow) -> MissionFacts:
    """The facts with the numbers that their roles got."""
    roles = (replace(role, id=saved.id) for role, saved in zip(facts.roles, row.roles, strict=True))
    return replace(facts, roles=tuple(roles))


def test_a_created_mission_is_as_it_was_described(ledger: Ledger) -> None:
    with ledger.write() as session:
        facts = _facts(session)

        row = missions.create(session, facts, make.BY, make.AT)

        session.expire_all()
        row = known.mission(session, row.id)
        assert mission_facts(row) == _saved(facts, row)
        assert (row.state, row.version, row.changed_at) == ("planned", 1, make.AT)
        line = history(session, "mission", row.id)[0]
        assert (line.what, line.by) == ("created", "Test")


def test_an_edited_mission_is_as_the_form_says(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = missions.create(session, _facts(session), make.BY, make.AT)
        facts = mission_facts(row)
        new = replace(
            facts,
            title="Seminar on libraries",
            languages={"fr": "C2", "en": "B1"},
            roles=(RoleFacts("Guest"), replace(facts.roles[0], count=1, domains={})),
            banned=frozenset(),
        )

        row = missions.edit(session, row.id, new, row.version, make.BY, LATER)

        session.expire_all()
        row = known.mission(session, row.id)
        assert mission_facts(row) == _saved(new, row)
        assert row.roles[1].id == facts.roles[0].id
        assert row.version == 2
        line = history(session, "mission", row.id)[0]
        assert (line.what, line.before and line.before["title"]) == (
            "edited",
            "Seminar on archives",
        )
        assert set(line.after or {}) == {"title", "languages", "roles", "banned"}


def test_a_change_of_roles_alone_is_a_new_version(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = missions.create(session, _facts(session), make.BY, make.AT)
        new = replace(mission_facts(row), roles=(RoleFacts("Guest"),))

        row = missions.edit(session, row.id, new, row.version, make.BY, make.AT)

        assert row.version == 2


def test_a_stale_form_changes_nothing(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = missions.create(session, _facts(session), make.BY, make.AT)
        number, facts = row.id, mission_facts(row)
        missions.edit(session, number, replace(facts, title="First"), 1, make.BY, LATER)

    with pytest.raises(StaleRow) as refused, ledger.write() as session:
        missions.edit(session, number, replace(facts, title="Second"), 1, make.BY, LATER)

    assert (refused.value.known, refused.value.current) == (1, 2)
    with ledger.read() as session:
        assert known.mission(session, number).title == "First"


def test_all_that_is_wrong_is_said_at_once(ledger: Ledger) -> None:
    with ledger.write() as session:
        facts = _facts(
            session,
            title=" ",
            partner_id=None,
            window_last=make.MONDAY - timedelta(days=1),
            length=0,
            travel_before=-1,
            priority=101,
            weekdays="18",
            roles=(RoleFacts(count=0, domains={1: 4}),),
        )

        with pytest.raises(Invalid) as refused:
            missions.create(session, facts, make.BY, make.AT)

        window = {"first": make.MONDAY, "last": make.MONDAY - timedelta(days=1)}
        assert refused.value.flaws == (
            Flaw("field.required", "title"),
            Flaw("mission.needs_partner", "partner_id", {"venue": "abroad"}),
            Flaw("range.ends_before_start", "window_last", window),
            Flaw("number.too_small", "length", {"least": 1}),
            Flaw("number.too_small", "travel_before", {"least": 0}),
            Flaw("number.outside", "priority", {"least": 1, "most": 100}),
            Flaw("weekdays.unknown", "weekdays", {"weekdays": "18"}),
            Flaw("number.too_small", "role-0-count", {"least": 1}),
            Flaw("number.outside", "role-0-domains", {"least": 1, "most": 3}),
        )


def test_a_mission_may_not_name_what_is_not_there(ledger: Ledger) -> None:
    with ledger.write() as session:
        roles = (RoleFacts(domains={77: 1}),)
        facts = _facts(session, partner_id=77, banned=frozenset({77}), roles=roles)

        with pytest.raises(Invalid) as refused:
            missions.create(session, facts, make.BY, make.AT)

        unknown = [(flaw.code, flaw.field, flaw.facts) for flaw in refused.value.flaws]
        assert unknown == [
            ("reference.unknown", "partner_id", {"subject": "partner", "keys": [77]}),
            ("reference.unknown", "banned", {"subject": "expert", "keys": [77]}),
            ("reference.unknown", "role-0-domains", {"subject": "domain", "keys": [77]}),
        ]


def test_a_mission_may_not_come_after_itself_by_way_of_another(ledger: Ledger) -> None:
    with ledger.write() as session:
        first = missions.create(session, _facts(session), make.BY, make.AT)
        facts = mission_facts(first, as_new=True)
        second = missions.create(session, replace(facts, after={first.id: 2}), make.BY, make.AT)
        ring = replace(mission_facts(first), after={second.id: 0})

        with pytest.raises(Invalid) as refused:
            missions.edit(session, first.id, ring, first.version, make.BY, LATER)

        assert refused.value.flaws == (
            Flaw("after.cycle", "after", {"path": [first.title, second.title, first.title]}),
        )


def test_a_copy_has_the_same_facts_and_roles_of_its_own(ledger: Ledger) -> None:
    with ledger.write() as session:
        original = missions.create(session, _facts(session), make.BY, make.AT)
        original.pinned_start = half_day(make.MONDAY)

        copied = missions.copy(session, original.id, "The same again", make.BY, LATER)

        expected = replace(mission_facts(original, as_new=True), title="The same again")
        assert mission_facts(copied, as_new=True) == expected
        assert not {role.id for role in copied.roles} & {role.id for role in original.roles}
        assert (copied.pinned_start, copied.state) == (None, "planned")


def test_a_role_that_a_plan_names_is_dropped_not_deleted(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there, make.role(title="a"), make.role(title="b"))
        make.staffed(session, mission, make.expert(session, home))
        facts = replace(mission_facts(mission), roles=(RoleFacts("c"),))

        row = missions.edit(session, mission.id, facts, mission.version, make.BY, LATER)

        assert [role.title for role in row.roles] == ["c"]
        kept = session.scalars(select(RoleRow).order_by(RoleRow.id)).all()
        assert [(role.title, role.is_dropped) for role in kept] == [("a", True), ("c", False)]


def test_pins_and_bans_are_kept_and_told(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        anne, mission = make.expert(session, home), make.mission(session, home, there)
        role, start = mission.roles[0].id, half_day(make.MONDAY)

        pins.pin_start(session, mission.id, start, make.BY, LATER)
        pins.pin_expert(session, mission.id, role, anne.id, make.BY, LATER)
        pinned = [(pin.expert_id, pin.role_id) for pin in mission.pins]
        pins.ban(session, mission.id, anne.id, make.BY, LATER)
        pins.unban(session, mission.id, anne.id, make.BY, LATER)
        pins.pin_start(session, mission.id, None, make.BY, LATER)

        assert pinned == [(anne.id, role)]
        assert (mission.pins, mission.bans, mission.pinned_start) == ([], [], None)
        assert [line.what for line in history(session, "mission", mission.id)] == [
            "date_unpinned",
            "expert_unbanned",
            "expert_banned",
            "expert_pinned",
            "date_pinned",
        ]
        assert broken_links(session) == ()


def test_pinning_moves_an_expert_between_roles(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there, make.role(), make.role())
        anne = make.expert(session, home)

        for role in mission.roles:
            pins.pin_expert(session, mission.id, role.id, anne.id, make.BY, LATER)
        there_now = [(pin.expert_id, pin.role_id) for pin in mission.pins]
        pins.unpin_expert(session, mission.id, anne.id, make.BY, LATER)

        assert there_now == [(anne.id, mission.roles[1].id)]
        assert mission.pins == []


def test_pinning_into_another_missions_role_is_refused(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        one, other = (make.mission(session, home, there) for _ in range(2))
        anne = make.expert(session, home)

        with pytest.raises(NotFound, match="role"):
            pins.pin_expert(session, one.id, other.roles[0].id, anne.id, make.BY, LATER)


@pytest.mark.parametrize("state", MISSION_STATES)
def test_a_mission_goes_only_where_it_may(sqlite_ledger: Ledger, state: str) -> None:
    with sqlite_ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        reached = []
        for to in MISSION_STATES:
            mission = make.mission(session, home, there, state=state)
            make.staffed(session, mission)
            try:
                mission_states.move(session, mission.id, to, make.BY, AFTER, reason="So be it.")
            except InvalidState as refused:
                assert (refused.state, refused.asked, mission.state) == (state, to, state)
            else:
                reached.append(mission.state)
                line = history(session, "mission", mission.id)[0]
                told = (line.before, line.after, line.reason)
                assert told == ({"state": state}, {"state": to}, "So be it.")

    assert set(reached) == set(mission_states.NEXT[state])


def test_every_state_has_its_next_ones() -> None:
    assert set(mission_states.NEXT) == set(MISSION_STATES)


def test_dropping_a_mission_needs_a_reason(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)

        with pytest.raises(Invalid) as refused:
            mission_states.move(session, mission.id, "cancelled", make.BY, LATER, reason=" ")

        assert refused.value.flaws == (Flaw("field.required", "reason", {"state": "cancelled"}),)
        assert mission.state == "planned"


def test_a_stale_form_moves_no_mission(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        mission = make.mission(session, home, there)

        with pytest.raises(StaleRow):
            mission_states.move(session, mission.id, "approved", make.BY, LATER, shown=7)


def test_a_mission_that_is_not_there_is_not_found(ledger: Ledger) -> None:
    with pytest.raises(NotFound), ledger.write() as session:
        mission_states.move(session, 7, "approved", make.BY, make.AT)
