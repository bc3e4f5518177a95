"""What tells somebody from a namesake."""

from collections import Counter
from collections.abc import Iterable

from flask.sansio.app import App

from db.models import ExpertRow
from web.auth.reader import current_reader
from web.choices import own_name
from web.i18n import gettext as _
from web.labels import label


def belonging(row: ExpertRow) -> str:
    """Their group or department; of people of another institution only which one it is."""
    reader = current_reader()
    if reader is not None and row.institution_id not in reader.homes():
        return own_name(row.institution)
    unit = row.political_group if row.kind == "member" else row.department
    return unit or label("kind", row.kind)


def lines(rows: Iterable[ExpertRow]) -> dict[int, str]:
    """`Roy, Marie · Library`: a line that is nobody else's."""
    rows = [*rows]
    said = {row.id: f"{row.listed_name} · {belonging(row)}" for row in rows}
    often = Counter(said.values())
    return {
        key: line if often[line] == 1 else _("%(line)s · no. %(number)s", line=line, number=key)
        for key, line in said.items()
    }


def apart(rows: Iterable[ExpertRow]) -> dict[int, str]:
    """`Roy, Marie` as a list has it; whoever has a namesake there with what tells them apart."""
    found = {row.id: row for row in rows}
    often = Counter(row.listed_name for row in found.values())
    alike = lines(row for row in found.values() if often[row.listed_name] > 1)
    return {key: alike.get(key, row.listed_name) for key, row in found.items()}


def teach(app: App) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(apart=apart, belonging=belonging)
