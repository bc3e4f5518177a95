"""What tells somebody from a namesake."""

from collections import Counter
from collections.abc import Collection, Iterable

from db.models import ExpertRow
from db.queries import people
from db.queries.people import session_of
from web.language.labels import label
from web.language.own_names import own_name
from web.language.speech import gettext as _
from web.service.reader import current_reader


def belonging(row: ExpertRow, homes: Collection[int] | None = None) -> str:
    """Their group or department; of people of another institution only which one it is.

    `homes` are the institutions of whoever reads it: where none are given, of who is signed in.
    """
    if homes is None and (reader := current_reader()) is not None:
        homes = reader.homes()
    if homes is not None and row.institution_id not in homes:
        return own_name(row.institution)
    unit = row.political_group if row.kind == "member" else row.department
    return unit or label("kind", row.kind)


def lines(rows: Iterable[ExpertRow], homes: Collection[int] | None = None) -> dict[int, str]:
    """`Roy, Marie · Library`: a line that is nobody else's."""
    rows = [*rows]
    said = {row.id: f"{row.listed_name} · {belonging(row, homes)}" for row in rows}
    often = Counter(said.values())
    return {
        key: line if often[line] == 1 else _("%(line)s · no. %(number)s", line=line, number=key)
        for key, line in said.items()
    }


def apart(rows: Iterable[ExpertRow]) -> dict[int, str]:
    """`Roy, Marie` as a list has it; whoever has a namesake with what tells them apart.

    A namesake counts in the list or not: a line by itself must say whom it is about.
    """
    found = {row.id: row for row in rows}
    alike = lines(_namesakes(found.values()))
    return {key: alike.get(key, row.listed_name) for key, row in found.items()}


def called(rows: Iterable[ExpertRow]) -> dict[int, str]:
    """`Marie Roy` as a sentence has it, told apart as in a list: `Marie Roy · Library`."""
    found = {row.id: row for row in rows}
    return {
        key: found[key].name + line.removeprefix(found[key].listed_name)
        for key, line in apart(found.values()).items()
    }


def called_among(rows: Iterable[ExpertRow], homes: Collection[int]) -> dict[int, str]:
    """The same of a team, in calendars and mails, for readers of some institutions.

    Only namesakes of the same team count: what is sent changes with the team alone.
    """
    found = {row.id: row for row in rows}
    often = Counter(row.sort_name for row in found.values())
    alike = lines((row for row in found.values() if often[row.sort_name] > 1), homes)
    return {
        key: row.name + alike.get(key, row.listed_name).removeprefix(row.listed_name)
        for key, row in found.items()
    }


def call(row: ExpertRow) -> str:
    """The same of one person: what a page about them is called."""
    return called([row])[row.id]


def _namesakes(rows: Collection[ExpertRow]) -> list[ExpertRow]:
    """Everybody who shares a name with somebody, of those and of all others of the same names."""
    known = {row.id: row for row in rows}
    names = {row.sort_name for row in rows}
    session = session_of(rows)
    if session is not None:
        known |= {row.id: row for row in people.of_shared_names(session, names)}
    shared = Counter(row.listed_name for row in known.values())
    return [row for row in known.values() if shared[row.listed_name] > 1]
