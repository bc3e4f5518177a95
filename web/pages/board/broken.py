"""What does not hold any more, as far as a scenario's plan still has it."""

from collections.abc import Iterable
from dataclasses import replace

from web.pages.board.entries import PROPOSED, Board
from web.service.conflicts.finding import Conflict
from web.service.conflicts.shown import Shown
from web.service.plans.entries import Entry


def still_there(published: Shown, own: Iterable[Conflict], board: Board) -> Shown:
    """The conflicts of missions that the plan holds as published, and of people it keeps there.

    `own` are those of the scenario's plan: they are of what it shows in any case.
    """
    entries = {entry.mission_id: entry for entry in board.entries}
    there = [each for each in published.found if _is_there(each, entries)]
    return Shown([*there, *own])


def with_conflicts(board: Board, known: Shown) -> Board:
    """The same board, each mission and each person's with how many are open."""
    counted = known.unseen
    people = (
        replace(
            person,
            entries=tuple(
                replace(each, conflicts=len(counted.of_seat(each.mission_id, person.who.id)))
                for each in person.entries
            ),
        )
        for person in board.people
    )
    entries = (
        replace(each, conflicts=len(counted.of_mission(each.mission_id))) for each in board.entries
    )
    return replace(board, entries=tuple(entries), people=tuple(people))


def _is_there(conflict: Conflict, entries: dict[int, Entry]) -> bool:
    entry = entries.get(conflict.mission[0]) if conflict.mission else None
    if entry is None or entry.status == PROPOSED:
        return False
    return conflict.expert is None or conflict.expert[0] in {each.id for each in entry.team}
