"""The current app's ledger: sessions to read with and to write with."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.queries.sight import look
from web.service.carrying.chosen import carrier_of
from web.service.settings import Settings

PATIENCE_SECONDS = 3
"""How long a request waits for another writer: it has one of a few threads, and somebody waits.
Workers and commands have the time of `db.engine`."""


def open_ledger(app: Flask, settings: Settings) -> None:
    """Give the app its ledger; nothing is connected yet."""
    app.extensions["ledger"] = Ledger(
        settings.database_url, carrier_of(settings), must_exist=True, patience=PATIENCE_SECONDS
    )


def close(app: Flask) -> None:
    """Write down what waits in memory, and close all connections."""
    waiting = app.extensions.get("last_uses")
    if waiting is not None:
        waiting.write()
    app.extensions["ledger"].dispose()


def ledger() -> Ledger:
    """The ledger of the current app."""
    found: Ledger = current_app.extensions["ledger"]
    return found


def looking(homes: Collection[int] | None) -> None:
    """From now on this request's sessions see what these institutions may see; None is all."""
    g.homes = None if homes is None else frozenset(homes)


@contextmanager
def reading() -> Iterator[Session]:
    """A session that never commits, and sees what the reader may see."""
    with ledger().read() as session:
        look(session, g.get("homes"))
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A session that commits at the end of its block, or rolls back; it sees as `reading` does."""
    with ledger().write() as session:
        look(session, g.get("homes"))
        yield session
