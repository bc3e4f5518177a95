"""The sound parts of a problem document, item by item, with their places."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from matcher.files.documents import Document
from matcher.files.flaws import Flaw, Path, pointer
from matcher.halfdays import Horizon, parse_moment

Item = dict[str, Any]  # JSON object: what it holds is what the schema says
SECTIONS = ("institutions", "partners", "domains", "experts", "missions", "programmes")


class Places:
    """A document of which some parts broke the schema: only the sound ones are handed out.

    An item with a flaw inside still lends its id, so that one mistake is named once and not
    again at everybody who refers to it.
    """

    def __init__(self, document: Document, flaws: Iterable[Flaw]) -> None:
        self.document = document
        self._broken = [flaw.pointer for flaw in flaws]
        self.horizon = self._horizon()
        self.ids = {section: self._ids(section) for section in SECTIONS}

    def sound(self, *path: str | int) -> bool:
        """Is there no flaw at this place or inside it, nor at a place that holds it?"""
        at = pointer(path)
        return not any(
            broken == at or broken.startswith(f"{at}/") for broken in self._broken
        ) and not any(at.startswith(f"{broken}/") for broken in self._broken if broken)

    def items(self, section: str) -> Iterator[tuple[Path, Item]]:
        """The sound items of a list section, with their places."""
        for index, item in enumerate(self._list(section)):
            if not self._broken or self.sound(section, index):
                yield (section, index), item

    def entries(self, section: str) -> Iterator[tuple[Path, str, Item]]:
        """The sound entries of a section that maps ids to objects, with their places."""
        held = self.document.get(section, {})
        for key, item in held.items() if isinstance(held, dict) else ():
            if not self._broken or self.sound(section, key):
                yield (section, key), key, item

    def _list(self, section: str) -> list[Any]:  # Any: not yet known to be sound
        found = self.document.get(section, [])
        return found if isinstance(found, list) else []

    def _ids(self, section: str) -> set[str]:
        listed = (item.get("id") for item in self._list(section) if isinstance(item, dict))
        return {found for found in listed if isinstance(found, str)}

    def _horizon(self) -> Horizon | None:
        try:
            first, last = (parse_moment(end) for end in self.document["horizon"])
            return Horizon(first[0], last[0])
        except (KeyError, TypeError, ValueError):
            return None


def day_flaws(path: Path, moment: str) -> Iterator[Flaw]:
    """A moment that has the right form but names no date, such as 30 February."""
    try:
        date.fromisoformat(moment[:10])
    except ValueError:
        yield Flaw(pointer(path), "moment.no_such_date", {"found": moment})


def range_flaws(path: Path, ends: list[str]) -> Iterator[Flaw]:
    """Ends that name no date, or a range that ends before it starts."""
    flaws = [flaw for k, end in enumerate(ends) for flaw in day_flaws((*path, k), end)]
    yield from flaws
    if flaws:
        return
    (first, first_half), (last, last_half) = (parse_moment(end) for end in ends)
    if (first, first_half == "pm") > (last, last_half != "am"):
        yield Flaw(pointer(path), "range.ends_before_start", {"first": ends[0], "last": ends[1]})
