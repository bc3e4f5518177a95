"""What templates say of people and lists, and why a seat is empty."""

from flask import Flask

from web.http.ledger import reading
from web.language.own_names import own_name
from web.service.belonging import apart, belonging, call, called
from web.service.choices import indented, pairs
from web.service.problem_cache import OpenSeat, reason_of


def why_empty(seat: OpenSeat) -> str:
    """Why nobody sits there, in a sentence or two."""
    with reading() as session:
        return reason_of(session, seat)


def init_app(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(
        apart=apart,
        belonging=belonging,
        call=call,
        called=called,
        indented=indented,
        options=pairs,
        own_name=own_name,
        why_empty=why_empty,
    )
