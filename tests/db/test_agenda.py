"""The agenda of a mission: sessions and external meetings kept, moved, cancelled, archived."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.errors import Invalid, StaleRow
from db.facts import AgendaFacts
from db.models import AgendaItemRow
from db.operations import agenda, feeds
from db.queries.audit import history
from tests import make

LATER = make.AT + timedelta(hours=1)
SESSION = AgendaFacts("Committee work", make.MONDAY, time(9), time(10, 30), place="Room 2")


def _mission(session: Session) -> tuple[int, int, int]:
    """A published mission, who is in its team, and somebody who is not."""
    home = make.institution(session)
    anne, other = make.expert(session, home), make.expert(session, home, "Luc Dorval")
    row = make.mission(session, home, make.partner(session))
    make.staffed(session, row, anne)
    return row.id, anne.id, other.id


def _added(session: Session, **changes: object) -> AgendaItemRow:
    mission, anne, _ = _mission(session)
    facts = replace(SESSION, speakers=frozenset({anne}), **changes)  # type: ignore[arg-type] # a test's
    return agenda.add(session, mission, facts, make.BY, make.AT)


def test_added_session_is_kept_by_the_clock_of_the_partner(ledger: Ledger) -> None:
    with ledger.write() as session:
        key = _added(session).id

    with ledger.read() as session:
        row = session.get_one(AgendaItemRow, key)
        assert (row.day, row.starts, row.ends) == (make.MONDAY, time(9), time(10, 30))
        assert (row.zone, row.sequence, row.is_cancelled) == ("America/Port-au-Prince", 0, False)
        assert [each.expert.name for each in row.speakers] == ["Anne Bova"]
        assert [line.what for line in history(session, "mission", row.mission_id)][:1] == [
            "agenda_added"
        ]


@pytest.mark.parametrize(
    ("changes", "rises"),
    [
        ({"title": "Rules"}, 0),
        ({"speakers": frozenset()}, 0),
        ({"kind": "external"}, 0),
        ({"starts": time(8)}, 1),
        ({"day": date(2027, 3, 2)}, 1),
        ({"place": "Room 3"}, 1),
        ({"link": "https://video.example.org/1"}, 1),
    ],
)
def test_sequence_rises_with_time_and_place_only(
    ledger: Ledger, changes: dict[str, object], rises: int
) -> None:
    with ledger.write() as session:
        row = _added(session)
        uid, speakers = row.uid, frozenset(each.expert_id for each in row.speakers)
        facts = replace(SESSION, **{"speakers": speakers} | changes)  # type: ignore[arg-type] # a test's

        agenda.edit(session, row.id, facts, row.version, make.BY, LATER)

        assert (row.uid, row.sequence, row.changed_at) == (uid, rises, LATER)


def test_saving_the_same_changes_nothing(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = _added(session)
        facts = replace(SESSION, speakers=frozenset(each.expert_id for each in row.speakers))

        agenda.edit(session, row.id, facts, row.version, make.BY, LATER)

        assert (row.sequence, row.changed_at, row.version) == (0, make.AT, 1)


def test_stale_save_is_refused(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = _added(session)
        agenda.edit(session, row.id, replace(SESSION, title="Rules"), 1, make.BY, LATER)

        with pytest.raises(StaleRow):
            agenda.edit(session, row.id, SESSION, 1, make.BY, LATER)
        with pytest.raises(StaleRow):
            agenda.set_cancelled(session, row.id, True, 1, make.BY, LATER)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "field.required"),
        ({"ends": time(9)}, "range.ends_before_start"),
        ({"link": "http://video.example.org"}, "agenda.link_not_https"),
        ({"link": "https://video.example.org/a b"}, "agenda.link_not_https"),
        ({"speakers": frozenset({999})}, "agenda.speaker_outside_team"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    ledger: Ledger, changes: dict[str, object], code: str
) -> None:
    with ledger.write() as session:
        mission, *_ = _mission(session)

        with pytest.raises(Invalid) as refusal:
            agenda.add(session, mission, replace(SESSION, **changes), make.BY, make.AT)  # type: ignore[arg-type] # a test's

        assert [flaw.code for flaw in refusal.value.flaws] == [code]


def test_somebody_outside_the_team_does_not_speak(ledger: Ledger) -> None:
    with ledger.write() as session:
        mission, _, other = _mission(session)

        with pytest.raises(Invalid):
            facts = replace(SESSION, speakers=frozenset({other}))
            agenda.add(session, mission, facts, make.BY, make.AT)


def test_cancellation_is_archived_after_sixty_days(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = _added(session)
        agenda.set_cancelled(session, row.id, True, row.version, make.BY, LATER)
        last = make.MONDAY + feeds.KEPT

        kept = feeds.archive_cancelled(session, last, make.BY, LATER)
        archived = feeds.archive_cancelled(session, last + timedelta(days=1), make.BY, LATER)

        assert (kept, archived, row.archived_at) == (0, 1, LATER)
        assert feeds.archive_cancelled(session, last + timedelta(days=2), make.BY, LATER) == 0
