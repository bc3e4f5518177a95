"""What is wrong with an input, all at once: flaws by code and field, no sentences.

Field names are those of the facts; a role's are `role-0-count`, counted from 0.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from db.errors import Flaw, Invalid
from db.facts import BusyFacts, ExpertFacts, MissionFacts, RoleFacts
from db.windows import Window, window_flaws


def check_mission(facts: MissionFacts, today: date, kept: Window | None = None) -> None:
    """Raises: Invalid where the mission cannot be kept as it is described.

    `kept` are the possible starts that it has: those that it had before there was a rule, or that
    were near enough by another clock, are no reason to refuse another change.
    """
    window = (facts.window_first, facts.window_last)
    too_wide = () if window == kept else window_flaws(window, today)
    _refuse(chain(_mission_flaws(facts), too_wide))


def check_expert(facts: ExpertFacts) -> None:
    """Raises: Invalid where the expert cannot be kept as they are described."""
    _refuse(_expert_flaws(facts))


def check_busy(facts: BusyFacts) -> None:
    """Raises: Invalid where the range ends before it starts."""
    if facts.first > facts.last:
        raise Invalid([Flaw("range.ends_before_start", "last")])


def _refuse(flaws: Iterator[Flaw]) -> None:
    found = tuple(flaws)
    if found:
        raise Invalid(found)


def _mission_flaws(facts: MissionFacts) -> Iterator[Flaw]:
    if not facts.title.strip():
        yield Flaw("field.required", "title")
    if facts.venue != "home" and facts.partner_id is None:
        yield Flaw("mission.needs_partner", "partner_id", {"venue": facts.venue})
    if facts.window_first > facts.window_last:
        window = {"first": facts.window_first, "last": facts.window_last}
        yield Flaw("range.ends_before_start", "window_last", window)
    yield from _too_small("length", facts.length, 1)
    yield from _too_small("travel_before", facts.travel_before, 0)
    yield from _too_small("travel_after", facts.travel_after, 0)
    if not 1 <= facts.priority <= 100:
        yield Flaw("number.outside", "priority", {"least": 1, "most": 100})
    if facts.weekdays is not None and not set(facts.weekdays) <= set("1234567"):
        yield Flaw("weekdays.unknown", "weekdays", {"weekdays": facts.weekdays})
    for index, role in enumerate(facts.roles):
        yield from _role_flaws(f"role-{index}", role)


def _role_flaws(at: str, facts: RoleFacts) -> Iterator[Flaw]:
    yield from _too_small(f"{at}-count", facts.count, 1)
    if any(not 1 <= level <= 3 for level in facts.domains.values()):
        yield Flaw("number.outside", f"{at}-domains", {"least": 1, "most": 3})


def _expert_flaws(facts: ExpertFacts) -> Iterator[Flaw]:
    if not facts.given_name.strip():
        yield Flaw("field.required", "given_name")
    if not facts.family_name.strip():
        yield Flaw("field.required", "family_name")
    if facts.served_from and facts.served_until and facts.served_from > facts.served_until:
        served = {"first": facts.served_from, "last": facts.served_until}
        yield Flaw("range.ends_before_start", "served_until", served)
    yield from _too_small("days_max", facts.days_max, 0)
    yield from _too_small("missions_max", facts.missions_max, 0)
    yield from _too_small("rest", facts.rest, 0)
    if any(not 1 <= level <= 3 for level in facts.domains.values()):
        yield Flaw("number.outside", "domains", {"least": 1, "most": 3})
    both = facts.prefers & facts.excludes
    if both:
        yield Flaw("wish.both", "excludes", {"partners": sorted(both)})


def _too_small(field: str, number: int | None, least: int) -> Iterator[Flaw]:
    if number is not None and number < least:
        yield Flaw("number.too_small", field, {"least": least})
