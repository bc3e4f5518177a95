"""One step in a scenario, from any page that has a button for it."""

from collections.abc import Sequence

from flask import flash

from db.errors import InvalidState
from db.operations import scenarios as operations
from matcher.scenario import Change
from web.acting import actor, now
from web.i18n import gettext as _
from web.ledger import writing


def stepped(scenario_id: int, step: Sequence[Change], done: str) -> bool:
    """Alter a scenario and say that it is done; a closed one says that nothing was changed."""
    try:
        with writing() as session:
            operations.change(session, scenario_id, step, actor(), now())
    except InvalidState:
        flash(_("This scenario is closed: nothing was changed."), "info")
        return False
    if done:
        flash(done, "success")
    return True
