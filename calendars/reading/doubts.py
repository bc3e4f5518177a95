"""What is read of an entry and may be meant otherwise: named with its line, and nothing lost."""

from collections.abc import Collection, Iterator

from calendars.reading.components import Component
from calendars.reading.flaws import Flaw, Unread
from calendars.reading.lines import Line

_REPEATS = ("RRULE", "RDATE", "EXRULE", "EXDATE")


def contradictions(component: Component, names: Collection[str]) -> Iterator[Flaw]:
    """Lines that say otherwise what one before them says, though it can be said once only."""
    first: dict[str, Line] = {}
    for line in component.lines:
        if line.name in names:
            before = first.setdefault(line.name, line)
            if before is not line and _said(line) not in (None, _said(before)):
                if _said(before) is None:
                    first[line.name] = line
                else:
                    yield contradiction(line)


def contradiction(line: Line) -> Flaw:
    """Another line of the entry says otherwise, and counts."""
    return Flaw("line.contradicts", line.number, {"name": line.name})


def mixed(line: Line) -> Flaw:
    """A date stands where the entry has times, or a time where it has dates."""
    return Flaw("dates.among_times", line.number, {"name": line.name})


def repeating(component: Component) -> Iterator[Flaw]:
    """Lines by which a changed instance would repeat, which it cannot (§3.8.4.4)."""
    for line in component.lines:
        if line.name in _REPEATS and _said(line) is not None:
            yield Flaw("change.repeats", line.number, {"name": line.name})


def _said(line: Line) -> object:
    """What a line says, however it is spelled; None where it says nothing."""
    try:
        parameters, value = line.split()
    except Unread:
        return line.rest
    told = {name: text for name, text in parameters.items() if name != "VALUE"}
    return (told, value.upper()) if value else None
