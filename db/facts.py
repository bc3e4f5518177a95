"""What a form or an import says of a mission or an expert: plain values for the operations.

What the ledger does with a fact beyond keeping it is a mark on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from db import words

SEARCHED = {"searched": True}
"""The search box of the list finds its words."""
IN_CALENDARS = {"in_calendars": True}
"""Calendars show it: where it changes, their entries have changed."""
OF_ONE = {"of_one": True}
"""It is of this one alone: a copy has none."""


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """A role as it should be; `id` is that of the saved role, None for a new one.

    Domains by row id with a level of 1 to 3, languages by code with a CEFR level.
    """

    title: str = ""
    count: int = 1
    kind: words.Kind | None = None
    domains: Mapping[int, int] = field(default_factory=dict)
    languages: Mapping[str, words.Cefr] = field(default_factory=dict)
    institutions: frozenset[int] = frozenset()
    id: int | None = None


@dataclass(frozen=True, slots=True)
class MissionFacts:
    """A mission as it should be; lengths and travel in half-days.

    `weekdays` are ISO digits, None where they follow from the length and the weekend;
    `after` maps earlier missions to the half-days that must lie between. `reference` is the
    number of its file in the unit that runs it.
    """

    title: str = field(metadata=SEARCHED | IN_CALENDARS)
    activity_type: words.ActivityType
    service_mode: words.ServiceMode
    venue: words.Venue
    institution_id: int
    window_first: date
    window_last: date
    length: int
    partner_id: int | None = None
    programme_id: int | None = None
    preferred: date | None = None
    half_day_starts: bool = False
    weekdays: str | None = None
    travel_before: int = 0
    travel_after: int = 0
    priority: int = 1
    plural: bool = True
    notes: str = ""
    reference: str = field(default="", metadata=SEARCHED | IN_CALENDARS | OF_ONE)
    languages: Mapping[str, words.Cefr] = field(default_factory=dict)
    roles: tuple[RoleFacts, ...] = field(default=(), metadata=IN_CALENDARS)
    banned: frozenset[int] = frozenset()
    further_partners: frozenset[int] = frozenset()
    after: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """An expert as they should be; `rest` in half-days, `days_max` in days."""

    institution_id: int
    kind: words.Kind
    given_name: str
    family_name: str
    political_group: str | None = None
    department: str | None = None
    post: str | None = None
    email: str | None = None
    served_from: date | None = None
    served_until: date | None = None
    days_max: int | None = None
    missions_max: int | None = None
    rest: int = 0
    domains: Mapping[int, int] = field(default_factory=dict)
    languages: Mapping[str, words.Cefr] = field(default_factory=dict)
    experience: frozenset[str] = frozenset()
    prefers: frozenset[int] = frozenset()
    excludes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class BusyFacts:
    """Half-days of `db.moments` on which an expert cannot be sent, both ends included."""

    first: int
    last: int
    source: words.BusySource = "typed"
    label: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """A session or an external meeting as it should be.

    `zone` is the clock of its hours: without one, that which it has, or that of the mission's
    place where it is new.
    """

    title: str
    day: date
    starts: time
    ends: time
    kind: words.AgendaKind = "session"
    place: str = ""
    link: str = ""
    speakers: frozenset[int] = frozenset()
    zone: str | None = None
