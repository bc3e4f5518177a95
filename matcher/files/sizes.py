"""Numbers and horizons past all need: named as flaws, since solvers count in 64 bits."""

from collections.abc import Iterator, Mapping

from matcher.files.documents import Item
from matcher.files.flaws import Flaw, Path, pointer
from matcher.files.sound_document import SoundDocument

HALF_DAYS_MOST = 100_000
LOAD_MOST = 1_000_000
MONEY_MOST = 100_000_000
SEATS_MOST = 10_000
WEIGHT_MOST = 1_000_000
DAYS_MOST = 36_525
FIRST_YEAR, LAST_YEAR = 1900, 2199

_MOST_BY_KEY = {
    "institutions": {"hosts_at_once": SEATS_MOST},
    "partners": {"at_once": SEATS_MOST},
    "experts": {
        "days_max": HALF_DAYS_MOST,
        "missions_max": SEATS_MOST,
        "rest": HALF_DAYS_MOST,
        "load": LOAD_MOST,
    },
    "missions": {
        "length": HALF_DAYS_MOST,
        "travel_before": HALF_DAYS_MOST,
        "travel_after": HALF_DAYS_MOST,
    },
    "programmes": {"expert_half_days_max": 10 * MONEY_MOST, "budget_max": 10 * MONEY_MOST},
}


def size_flaws(sound: SoundDocument) -> Iterator[Flaw]:
    """Everything in a problem that is larger than it can ever need to be."""
    yield from _horizon(sound)
    for section, most_by_key in _MOST_BY_KEY.items():
        for path, item in sound.items(section):
            yield from _too_large(path, item, most_by_key)
    for path, mission in sound.items("missions"):
        yield from _parts(path, mission, "roles", {"count": SEATS_MOST})
        yield from _parts(path, mission, "after", {"lag": HALF_DAYS_MOST})
    for path, programme in sound.items("programmes"):
        shares = programme.get("by_institution", {})
        yield from _all_within((*path, "by_institution"), shares, 10 * MONEY_MOST)
    costs = sound.document.get("costs", {})
    yield from _all_within(("costs", "per_diem"), costs.get("per_diem", {}), MONEY_MOST)
    for home, fares in costs.get("fares", {}).items():
        yield from _all_within(("costs", "fares", home), fares, MONEY_MOST)
    for index, tier in enumerate(sound.document.get("objective", ())):
        yield from _all_within(("objective", index), tier or {}, WEIGHT_MOST)


def _horizon(sound: SoundDocument) -> Iterator[Flaw]:
    horizon = sound.horizon
    if horizon is None:
        return
    days = len(horizon) // 2
    if horizon.first.year < FIRST_YEAR or horizon.last.year > LAST_YEAR:
        facts = {"expected": [FIRST_YEAR, LAST_YEAR]}
        yield Flaw(pointer(("horizon",)), "horizon.too_far", facts)
    elif days > DAYS_MOST:
        yield Flaw(pointer(("horizon",)), "horizon.too_long", {"found": days, "most": DAYS_MOST})


def _parts(path: Path, item: Item, key: str, most_by_key: Mapping[str, int]) -> Iterator[Flaw]:
    for index, part in enumerate(item.get(key, ())):
        yield from _too_large((*path, key, index), part or {}, most_by_key)


def _too_large(path: Path, item: Item, most_by_key: Mapping[str, int]) -> Iterator[Flaw]:
    for key, most in most_by_key.items():
        yield from _within((*path, key), item.get(key, 0), most)


def _all_within(path: Path, numbers: Mapping[str, int], most: int) -> Iterator[Flaw]:
    for key, number in numbers.items():
        yield from _within((*path, key), number, most)


def _within(path: Path, number: int, most: int) -> Iterator[Flaw]:
    if number > most:
        yield Flaw(pointer(path), "number.too_large", {"found": number, "most": most})
