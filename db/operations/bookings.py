"""The one writer of bookings: compares them with a plan and makes them the same.

A booking is a row for life per mission and expert: its UID never changes, its SEQUENCE rises
when time, place or status changes, and what leaves the plan is cancelled, not deleted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import BookingRow, MissionBookingRow
from db.operations.booked_half_days import book_half_days
from db.operations.entries import cancel, set_entry
from db.operations.outbox import tell
from db.operations.stays import ENTRY, Place, Stay, places, stays
from db.operations.words import touch
from db.queries import plans

Seat = tuple[int, int]
"""A mission and an expert, by their row ids."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a publication changed, as (mission, expert): who must hear of it, and who need not.

    `moved` stay while time or place changes; `kept` see no change but perhaps of status.
    `missions` are dated, undated or moved in calendars, with a team or without. `first` is the
    earliest half-day of all that, and `messages` counts what the outbox was given for it.
    """

    joined: tuple[Seat, ...] = ()
    left: tuple[Seat, ...] = ()
    moved: tuple[Seat, ...] = ()
    kept: tuple[Seat, ...] = ()
    missions: tuple[int, ...] = field(default=(), compare=False)
    first: int | None = field(default=None, compare=False)
    messages: int = field(default=0, compare=False)

    @property
    def changes(self) -> int:
        """How many changes of people and of missions that makes."""
        return len(self.joined) + len(self.left) + len(self.moved) + len(self.missions)


def rewrite(session: Session, plan_id: int, at: datetime) -> Release:
    """Make all bookings as the plan and the states of its missions say, and tell who is in them.

    Raises: DoubleBooking where the plan would have somebody in two places.
    """
    held = stays(session, plan_id)
    wanted = places(session, plan_id, held)
    missions = _write_missions(session, held, at)
    rows = {(row.mission_id, row.expert_id): row for row in _known(session, held)}
    release, known = _compare(rows, wanted), {seat: row.sequence for seat, row in rows.items()}
    confirmed = [row.id for row in rows.values() if row.status == "confirmed"]
    # An entry names the whole team, in the order of its roles.
    restaffed = {mission for mission, _ in (*release.joined, *release.left)}
    for seat, place in wanted.items():
        if seat not in rows:
            rows[seat] = BookingRow(mission_id=seat[0], expert_id=seat[1], uid=str(uuid4()))
            session.add(rows[seat])
        if rows[seat].role_id != place.role_id:
            rows[seat].role_id = place.role_id
            restaffed.add(seat[0])
        set_entry(rows[seat], place.stay, at)
    for seat in release.left:
        cancel(rows[seat], at)
    session.flush()
    touch(session, restaffed, at)
    book_half_days(session, {rows[seat].id: (*seat, wanted[seat].half_days) for seat in wanted})
    changed = [rows[seat] for seat in sorted(rows) if rows[seat].sequence != known.get(seat)]
    touched = (*release.joined, *release.left, *release.moved)
    firsts = [*missions.values(), *(rows[seat].first for seat in touched)]
    return replace(
        release,
        missions=tuple(sorted(missions)),
        first=min(firsts, default=None),
        messages=tell(session, changed, at, confirmed),
    )


def follow(session: Session, mission_id: int, at: datetime) -> None:
    """Let calendars follow a change of a mission itself, where the live plan holds it.

    Raises: DoubleBooking where it takes time that somebody in its team no longer has.
    """
    live = plans.live(session, to_publish=True)
    if live is not None and mission_id in plans.starts(session, live.id):
        rewrite(session, live.id, at)


def _known(session: Session, held: Mapping[int, Stay]) -> Iterable[BookingRow]:
    """The bookings that hold, and all there ever were of the missions in the plan."""
    rows = select(BookingRow).where(
        or_(BookingRow.status != "cancelled", BookingRow.mission_id.in_(held))
    )
    return session.scalars(rows)


def _compare(rows: Mapping[Seat, BookingRow], wanted: Mapping[Seat, Place]) -> Release:
    before = {seat: row for seat, row in rows.items() if row.status != "cancelled"}
    both = sorted(wanted.keys() & before.keys())
    moved = tuple(seat for seat in both if _moves(before[seat], wanted[seat].stay))
    return Release(
        joined=tuple(sorted(wanted.keys() - before.keys())),
        left=tuple(sorted(before.keys() - wanted.keys())),
        moved=moved,
        kept=tuple(seat for seat in both if seat not in moved),
    )


def _moves(row: BookingRow | MissionBookingRow, stay: Stay) -> bool:
    return any(getattr(row, name) != getattr(stay, name) for name in ENTRY if name != "status")


def _write_missions(session: Session, held: Mapping[int, Stay], at: datetime) -> dict[int, int]:
    """Write when missions are held; answers which of them calendars show otherwise, and when."""
    known = {row.mission_id: row for row in session.scalars(select(MissionBookingRow))}
    changed = {}
    for mission_id, stay in held.items():
        row = known.pop(mission_id, None)
        if row is None:
            row = MissionBookingRow(mission_id=mission_id, uid=str(uuid4()))
            session.add(row)
        if row.status in (None, "cancelled") or _moves(row, stay):
            changed[mission_id] = stay.first
        set_entry(row, stay, at)
    for row in known.values():
        if row.status != "cancelled":
            changed[row.mission_id] = row.first
        cancel(row, at)
    return changed
