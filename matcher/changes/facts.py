"""What an unlock changes, as the named facts of a sentence."""

from collections.abc import Mapping

from matcher.changes.patch import steps_of
from matcher.plan import Facts, Unlock, Vacancy
from matcher.problem import Problem


def facts_of(problem: Problem, row: Vacancy, unlock: Unlock) -> Facts:
    """The facts of an unlock of a row, moments as files write them.

    A `level` of None is asked for no more; `day` is the new end of a window or the new start.
    """
    operation = unlock.patch[0]
    way, value = steps_of(str(operation["path"])), operation.get("value")
    named: dict[str, object] = {"mission": row.mission, "role": row.role}
    if unlock.expert is not None:
        named["expert"] = unlock.expert
    if unlock.code in ("unlock.language_lower", "unlock.speaks_lower"):
        return {**named, "language": way[-1], "level": value}
    if unlock.code == "unlock.domain_lower":
        return {**named, "domain": way[-1], "level": value}
    if unlock.code in ("unlock.window_earlier", "unlock.window_later"):
        return {**named, "day": value}
    if unlock.code == "unlock.rest_shorter":
        return {"expert": unlock.expert, "rest": value}
    if unlock.code == "unlock.busy_lifted":
        return {"expert": unlock.expert, "days": _range(problem, int(way[1]), int(way[3]))}
    if unlock.code in ("unlock.move_earlier", "unlock.move_later"):
        return _moved(way, value)
    return named


def _range(problem: Problem, place: int, number: int) -> list[str]:
    span = list(problem.experts.values())[place].busy[number]
    return [problem.horizon.moment(span.start), problem.horizon.moment(span.end - 1)]


def _moved(way: tuple[str, ...], value: object) -> Facts:
    """The other mission and its new start, whichever part of the pins the patch writes."""
    found = value
    for name in ("", "mission", "start")[len(way) :]:
        if not isinstance(found, Mapping):
            break
        if name == "mission":
            way = (*way, str(next(iter(found))))
            found = found[way[-1]]
        else:
            found = found["start"]
    return {"other": way[1], "day": found}
