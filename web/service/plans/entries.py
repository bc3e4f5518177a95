"""What the picture and its table both show: missions with teams, people with missions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from db.models import BookingRow, ExpertRow, MissionBookingRow, MissionRow
from db.queries import bookings as known
from db.queries import sight, timeline
from db.text import folded, searched
from web.language.labels import country, label
from web.language.speech import gettext as _
from web.language.speech import listed, ngettext
from web.language.stays import Clock, booked_clocks, stay_words
from web.service.belonging import apart, belonging
from web.service.plans.window import Window


@dataclass(frozen=True, slots=True)
class Somebody:
    """An expert by number and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One mission of a plan; half-days as the ledger counts them, both ends included."""

    mission_id: int
    title: str
    place: str
    status: str
    first: int
    last: int
    leaves: int
    returns: int
    venue: str
    near: str = ""
    """The place in fewer words, where a picture has no room for all of them."""
    weekend: str = ""
    """The days off where it takes place, 1 for Monday, where travel leads; else empty."""
    seats: int = 0
    team: tuple[Somebody, ...] = ()
    is_pinned: bool = False
    pinned: frozenset[int] = frozenset()
    """The experts who are pinned to it."""
    conflicts: int = 0
    """How many things of it do not hold any more."""
    clocks: tuple[Clock, ...] = ()
    """Of a session by video: that of the partner, and that of whose days these are."""
    own: tuple[int, int] | None = None
    """Of a session by video in somebody's row: the half-days that it takes by their clock."""

    @property
    def on_site(self) -> tuple[int, int]:
        """Where a picture has its bar."""
        return self.own or (self.first, self.last)

    @property
    def away(self) -> tuple[int, int]:
        """Where a picture has it with the travel around."""
        return self.own or (self.leaves, self.returns)

    @property
    def vacant(self) -> int:
        """Seats that nobody fills."""
        return max(0, self.seats - len(self.team))

    @property
    def days(self) -> str:
        """Its days in words, with those of travel."""
        away = self.leaves, self.returns
        return stay_words(self.venue, (self.first, self.last), away, self.clocks)

    @property
    def sentence(self) -> str:
        """All of it in one line, for who cannot see the picture."""
        parts = [self.title, self.place, self.days, label("booking", self.status)]
        if self.is_pinned:
            parts.append(_("pinned"))
        if people := [each.name for each in self.team if each.id in self.pinned]:
            parts.append(_("pinned: %(people)s", people=listed(people)))
        if self.vacant:
            parts.append(vacant_words(self.vacant))
        if self.conflicts:
            parts.append(conflict_words(self.conflicts))
        return ", ".join(part for part in parts if part)


def vacant_words(count: int) -> str:
    """How many seats nobody fills."""
    return ngettext("%(num)s vacant", "%(num)s vacant", count)


def conflict_words(count: int) -> str:
    """How many things do not hold any more."""
    return ngettext("%(num)s conflict", "%(num)s conflicts", count)


@dataclass(frozen=True, slots=True)
class TimelinePerson:
    """Somebody with their missions, and the stretches when they cannot be sent."""

    who: Somebody
    detail: str
    entries: tuple[Entry, ...] = ()
    busy: tuple[tuple[int, int], ...] = ()
    order: str = ""
    """What people are put in order by."""
    told: str = ""
    """The name as a line by itself says it, told from namesakes."""

    @property
    def aside(self) -> str:
        """The detail for a narrow column: what it cuts is not the number of a namesake."""
        unit, dot, number = self.detail.rpartition(" · ")
        return f"{number}{dot}{unit}" if dot else self.detail


def mission_entries(
    session: Session, institutions: Collection[int], days: Window, text: str
) -> list[Entry]:
    """The missions of a window whose title, place or team contains a text."""
    rows = timeline.dated_missions(session, institutions, days.first, days.last)
    ids = [row.mission_id for row in rows]
    seats = timeline.seats(session, ids)
    team: dict[int, list[Somebody]] = {}
    bookings = timeline.teams(session, ids)
    names = apart(booking.expert for booking in bookings)
    for booking in bookings:
        who = Somebody(booking.expert_id, names[booking.expert_id])
        team.setdefault(booking.mission_id, []).append(who)
    entries = (
        entry_of(row, seats.get(row.mission_id, 0), tuple(team.get(row.mission_id, ())))
        for row in rows
    )
    return [entry for entry in entries if holds(text, words(entry))]


def people(
    session: Session, institutions: Collection[int], days: Window, text: str
) -> list[TimelinePerson]:
    """Who has a mission in a window and whose name, group or mission contains a text."""
    by_expert: dict[int, TimelinePerson] = {}
    rows = timeline.bookings(session, institutions, days.first, days.last)
    hidden = sight.hidden(session, {row.mission_id for row in rows})
    told = apart(row.expert for row in rows)
    taken = known.taken(session, [row.id for row in rows])
    for row in rows:
        person = by_expert.get(row.expert_id) or person_of(row.expert, told[row.expert_id])
        by_expert[row.expert_id] = (
            # What another institution does with them is its own: they cannot be sent then.
            replace(person, busy=(*person.busy, taken.get(row.id, (row.leaves, row.returns))))
            if row.mission_id in hidden
            else replace(person, entries=(*person.entries, own_entry(row, taken)))
        )
    found = (each for each in by_expert.values() if holds(text, _person_words(each)))
    return sorted(found, key=lambda each: (each.order, each.who.id))


def with_busy(
    session: Session, shown: Sequence[TimelinePerson], days: Window
) -> list[TimelinePerson]:
    """The same people with the stretches when they cannot be sent."""
    busy: dict[int, list[tuple[int, int]]] = {}
    ids = [person.who.id for person in shown]
    for row in timeline.busy(session, ids, days.first, days.last):
        busy.setdefault(row.expert_id, []).append((row.first, row.last))
    return [replace(each, busy=(*each.busy, *busy.get(each.who.id, ()))) for each in shown]


def place(mission: MissionRow) -> str:
    """Where a mission takes place, in a word or two."""
    where = country(mission.partner.country) if mission.partner else ""
    if mission.venue == "abroad":
        return where
    if mission.venue == "remote":
        return _("%(country)s (by video)", country=where) if where else _("by video")
    return _("at home (guests: %(country)s)", country=where) if where else _("at home")


def near(mission: MissionRow) -> str:
    """Where a mission takes place, in the fewest words; a country is never cut."""
    if mission.venue == "home" and mission.partner:
        return _("guests: %(country)s", country=country(mission.partner.country))
    return place(mission)


def weekend_of(mission: MissionRow) -> str:
    """The weekend of the place that a team travels to."""
    there = mission.partner if mission.venue == "abroad" else None
    return there.weekend if there else ""


def entry_of(
    row: MissionBookingRow | BookingRow, seats: int = 0, team: tuple[Somebody, ...] = ()
) -> Entry:
    """A booking of a mission, or of somebody for it, as pages show it."""
    return Entry(
        mission_id=row.mission_id,
        title=row.mission.title,
        place=place(row.mission),
        status=row.status,
        first=row.first,
        last=row.last,
        leaves=row.leaves,
        returns=row.returns,
        venue=row.venue,
        near=near(row.mission),
        weekend=weekend_of(row.mission),
        seats=seats,
        team=team,
        clocks=booked_clocks(row),
    )


def own_entry(row: BookingRow, taken: Mapping[int, tuple[int, int]]) -> Entry:
    """A booking in the row of whoever is booked: by video on the days of their own clock."""
    return replace(entry_of(row), own=taken.get(row.id) if row.venue == "remote" else None)


def unseen_entry(row: BookingRow, taken: Mapping[int, tuple[int, int]]) -> Entry:
    """When somebody is away for another institution, by their own clock, without what for."""
    first, last = taken.get(row.id, (row.leaves, row.returns))
    return Entry(0, _("unavailable"), "", row.status, first, last, first, last, "home")


def person_of(row: ExpertRow, told: str) -> TimelinePerson:
    """Somebody with their group or department, and the number that tells a namesake apart."""
    unit = told.removeprefix(row.listed_name).removeprefix(" · ") or belonging(row)
    return TimelinePerson(somebody(row), unit, order=row.sort_name, told=told)


def somebody(row: ExpertRow) -> Somebody:
    """An expert as lists show them: the family name first."""
    return Somebody(row.id, row.listed_name)


def words(entry: Entry) -> Iterable[str]:
    """What an entry is looked for by."""
    return (entry.title, entry.place, *(each.name for each in entry.team))


def _person_words(person: TimelinePerson) -> Iterable[str]:
    return (person.who.name, person.detail, *(each.title for each in person.entries))


def holds(text: str, said: Iterable[str]) -> bool:
    """Is each word of a text somewhere in some words, capitals and accents aside?"""
    known = folded(" ".join(said))
    return all(word in known for word in searched(text))
