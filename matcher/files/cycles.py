"""Circles in a problem: domains that are each other’s parents, missions that each wait."""

from collections.abc import Callable, Iterator, Mapping

from matcher.files.documents import Item
from matcher.files.flaws import Flaw, pointer
from matcher.files.sound_document import SoundDocument


def cycle_flaws(sound: SoundDocument) -> Iterator[Flaw]:
    """Every circle of the sound parts."""
    yield from _cycles(sound, "domains", "domain.cycle", _parents)
    yield from _cycles(sound, "missions", "after.cycle", _predecessors)


def _parents(item: Item) -> list[str]:
    return [item["parent"]] if "parent" in item else []


def _predecessors(item: Item) -> list[str]:
    return [after["mission"] for after in item.get("after", ()) if after and "mission" in after]


def _cycles(
    sound: SoundDocument, section: str, code: str, towards: Callable[[Item], list[str]]
) -> Iterator[Flaw]:
    """One flaw a cycle, at its member that stands first in the file."""
    known = [(path, item) for path, item in sound.items(section) if "id" in item]
    path_by_id = {item["id"]: path for path, item in known}
    next_by_id = {item["id"]: towards(item) for _, item in known}
    done: set[str] = set()
    for name in next_by_id:
        cycle = _cycle_from(name, next_by_id, done)
        if cycle:
            top = min(cycle, key=lambda member: path_by_id[member][1])
            yield Flaw(pointer(path_by_id[top]), code, {"cycle": cycle})


def _cycle_from(name: str, next_by_id: Mapping[str, list[str]], done: set[str]) -> list[str]:
    """The first cycle met when walking on from there; what was walked is done for good."""
    trail: dict[str, None] = {}
    walks = [iter((name,))]
    while walks:
        step = next(walks[-1], None)
        if step is None:
            walks.pop()
            if trail:
                done.add(trail.popitem()[0])
        elif step in trail:
            done.update(trail)
            walked = [*trail]
            return walked[walked.index(step) :]
        elif step not in done and step in next_by_id:
            trail[step] = None
            walks.append(iter(next_by_id[step]))
    return []
