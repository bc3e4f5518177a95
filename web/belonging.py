"""What tells somebody from a namesake."""

from flask.sansio.app import App

from db.models import ExpertRow
from web.auth.reader import current_reader
from web.choices import own_name
from web.labels import label


def belonging(row: ExpertRow) -> str:
    """Their group or department; of people of another institution only which one it is."""
    reader = current_reader()
    if reader is not None and row.institution_id not in reader.homes():
        return own_name(row.institution)
    unit = row.political_group if row.kind == "member" else row.department
    return unit or label("kind", row.kind)


def teach(app: App) -> None:
    """Give the templates this word."""
    app.jinja_env.globals.update(belonging=belonging)
