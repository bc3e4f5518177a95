"""Numbers of rows as addresses and forms bring them: never larger than a row's can be."""

from flask import abort, request
from flask.sansio.app import App
from werkzeug.routing import IntegerConverter

from db.ids import LARGEST, row_number


class RowConverter(IntegerConverter):
    """`<row:mission_id>` in an address; a number that no row can have is no such address."""

    def __init__(self, map: object) -> None:
        super().__init__(map, max=LARGEST)  # type: ignore[arg-type]  # werkzeug hands in its map


def row_key(text: str | None) -> int | None:
    """A row's number in a text, None where it cannot be one."""
    return row_number(text) if text else None


def given_key(name: str) -> int | None:
    """The row's number in a field of a form, None where there is none or it cannot be one."""
    return row_key(request.form.get(name))


def sent_key(name: str) -> int:
    """The row's number in a field of a form that a button fills in; anything else is 400."""
    key = given_key(name)
    return abort(400) if key is None else key


def init_app(app: App) -> None:
    """Let addresses hold numbers of rows."""
    app.url_map.converters["row"] = RowConverter
