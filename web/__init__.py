"""The doors: pages, feeds, the worker and the command line."""

from typing import TYPE_CHECKING

# Chooses the zone data of the process (`matcher.zone_data`) before any zone is asked for here.
import matcher  # noqa: F401  # for what comes with it

if TYPE_CHECKING:
    from flask import Flask

    from web.service.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """The web application.

    Raises: SettingsUnusable where a setting cannot be used, PolicyMissing where a view does
    not say who may enter.
    """
    # Here and not above: the command line and the search live in this package too, and are quick.
    from web import app

    return app.create_app(settings)
