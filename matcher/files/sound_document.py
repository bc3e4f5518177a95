"""The sound parts of a problem document, item by item, with their places."""

import copy
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from matcher.files.documents import Document, Item
from matcher.files.flaws import Flaw, Path, pointer
from matcher.halfdays import Horizon, parse_moment

SECTIONS = ("institutions", "partners", "domains", "experts", "missions", "programmes")


class SoundDocument:
    """A document without what broke the schema: the rest of it can still be checked.

    A broken value is left out of its object, and is None in its list so that places stay.
    """

    def __init__(self, document: Document, flaws: Iterable[Flaw]) -> None:
        broken = [flaw.pointer for flaw in flaws if flaw.code != "schema.required"]
        self.document = _without(document, broken) if broken else document
        self.horizon = self._horizon()
        self.ids = {section: self._ids(section) for section in SECTIONS}

    def items(self, section: str) -> Iterator[tuple[Path, Item]]:
        """The items of a list section, with their places."""
        for index, item in enumerate(self.document.get(section, ())):
            if item is not None:
                yield (section, index), item

    def entries(self, section: str) -> Iterator[tuple[Path, str, Item]]:
        """The entries of a section that maps ids to objects, with their places."""
        for key, item in self.document.get(section, {}).items():
            yield (section, key), key, item

    def _ids(self, section: str) -> set[str]:
        return {item["id"] for _, item in self.items(section) if "id" in item}

    def _horizon(self) -> Horizon | None:
        try:
            first, last = (parse_moment(end) for end in self.document["horizon"])
            return Horizon(first[0], last[0])
        except (KeyError, TypeError, ValueError):
            return None


def _without(document: Document, pointers: Iterable[str]) -> Document:
    whole = copy.deepcopy(document)
    for at in pointers:
        *above, last = [_token(step) for step in at.split("/")[1:]]
        holder: Any = whole  # JSON of any shape
        for step in above:
            holder = _step(holder, step)
        if isinstance(holder, list):
            holder[int(last)] = None
        elif isinstance(holder, dict):
            holder.pop(last, None)
    return whole


def _token(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _step(holder: Any, step: str) -> Any:  # Any: JSON of any shape
    """One step down; None where a flaw above has taken the value away already."""
    if isinstance(holder, list):
        return holder[int(step)]
    return holder.get(step) if isinstance(holder, dict) else None


def day_flaws(path: Path, moment: str | None) -> Iterator[Flaw]:
    """A moment that has the right form but names no date, such as 30 February."""
    try:
        if moment is not None:
            date.fromisoformat(moment[:10])
    except ValueError:
        yield Flaw(pointer(path), "moment.no_such_date", {"found": moment})


def range_flaws(path: Path, ends: list[str] | None) -> Iterator[Flaw]:
    """Ends that name no date, or a range that ends before it starts."""
    if ends is None:
        return
    flaws = [flaw for k, end in enumerate(ends) for flaw in day_flaws((*path, k), end)]
    yield from flaws
    if flaws or None in ends:
        return
    (first, first_half), (last, last_half) = (parse_moment(end) for end in ends)
    if (first, first_half == "pm") > (last, last_half != "am"):
        yield Flaw(pointer(path), "range.ends_before_start", {"first": ends[0], "last": ends[1]})


@lru_cache(maxsize=65536)
def is_range(first: str | None, last: str | None) -> bool:
    """Are both ends dates, in their order? Calendars repeat themselves: most were seen before."""
    return None not in (first, last) and not any(range_flaws((), [str(first), str(last)]))
