"""People chosen by typing: distinct lines, found by any part of a name, homonyms told apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.ids import expert_id, is_row, known_rows
from db.models import ExpertRow
from db.queries import people
from db.text import folded, order_key, searched
from matcher.problem import Problem
from web.language.speech import gettext as _
from web.service.belonging import lines

MOST = 40
"""People among whom somebody who typed part of a name is asked to choose."""


@dataclass(frozen=True, slots=True)
class People:
    """Those who may be chosen: value and line of each, in the order of their names."""

    options: tuple[tuple[str, str], ...]

    def line(self, value: str) -> str:
        """What a field shows: the line of a value, and whatever else was typed as it is."""
        return next((line for known, line in self.options if known == value), value)

    def find(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Whom a text means: a value, a whole line, a whole name, or words that occur in it.

        Who goes by just that name comes before those whose names are longer.
        """
        said, words = typed.strip(), searched(typed)
        for exact in (
            [each for each in self.options if each[0] == said],
            [each for each in self.options if folded(each[1]) == folded(said)],
        ):
            if len(exact) == 1:
                return tuple(exact)
        if named := [each for each in self.options if words and _name(each[1]) == sorted(words)]:
            return tuple(named)
        return tuple(
            each
            for each in self.options
            if words and all(word in folded(each[1]) for word in words)
        )

    def trouble(self, typed: str) -> str:
        """Why a text does not say whom it means; empty where it does."""
        found = len(self.find(typed))
        if found == 1:
            return ""
        if not found:
            return _("Nobody is called %(name)s.", name=typed)
        return _("Several people are called %(name)s: choose one of them.", name=typed)

    def among(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Those among whom to choose where a text means several; else nobody."""
        found = self.find(typed)
        return found[:MOST] if len(found) > 1 else ()


def read_people(session: Session, problem: Problem) -> People:
    """Everybody in a problem; who is only imagined comes first."""
    rows = _rows(session, known_rows(problem.experts))
    named = lines(rows)
    imagined = sorted(
        ((key, each.name or key) for key, each in problem.experts.items() if not is_row(key)),
        key=lambda pair: order_key(pair[1]),
    )
    return People((*imagined, *((str(expert_id(row.id)), named[row.id]) for row in rows)))


def everybody(session: Session) -> People:
    """All people that there are, by the number of their row."""
    keys = people.ids_by_name(session)
    return People(
        tuple((str(key), line) for key, (_order, line) in read_lines(session, {*keys}).items())
    )


def read_lines(session: Session, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Of some people what they are put in order by, and their lines."""
    rows = _rows(session, keys)
    named = lines(rows)
    return {row.id: (row.sort_name, named[row.id]) for row in rows}


def _name(line: str) -> list[str]:
    """The words of the name in a line, whichever of them comes first."""
    return sorted(searched(line.partition(" · ")[0]))


def _rows(session: Session, keys: Collection[int]) -> list[ExpertRow]:
    return [row for row in people.everybody(session) if row.id in keys]
