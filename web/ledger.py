"""The current app's ledger: sessions to read with and to write with."""

from contextlib import AbstractContextManager

from flask import Flask, current_app
from sqlalchemy.orm import Session

from db.engine import Ledger
from web.carrier.chosen import carrier_of
from web.settings import Settings


def open_ledger(app: Flask, settings: Settings) -> None:
    """Give the app its ledger; nothing is connected yet."""
    app.extensions["ledger"] = Ledger(settings.database_url, carrier_of(settings))


def ledger() -> Ledger:
    """The ledger of the current app."""
    found: Ledger = current_app.extensions["ledger"]
    return found


def reading() -> AbstractContextManager[Session]:
    """A session that never commits."""
    return ledger().read()


def writing() -> AbstractContextManager[Session]:
    """A session that commits at the end of its block, or rolls back."""
    return ledger().write()
