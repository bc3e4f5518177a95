"""One step in a scenario, from any page that has a button for it."""

from collections.abc import Sequence

from flask import flash, url_for
from flask.typing import ResponseReturnValue

from db.errors import InvalidState
from db.operations import scenarios as operations
from matcher.scenario import Change
from web.http.flashes import redirect_saying
from web.http.ledger import writing
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.reader import actor


def change_scenario(scenario_id: int, step: Sequence[Change], done: str) -> bool:
    """Alter a scenario and say that it is done; a closed one says that nothing was changed.

    Raises: Invalid where possible starts would be too many or too far ahead.
    """
    try:
        with writing() as session:
            operations.change(session, scenario_id, step, actor(), now())
    except InvalidState:
        flash(_("This scenario is closed: nothing was changed."), "info")
        return False
    if done:
        flash(done, "success")
    return True


def open_scenario(
    name: str, step: Sequence[Change], freeze_days: int | None = None
) -> ResponseReturnValue:
    """Open a scenario of the live plan with a first step, and show it; None: the usual days.

    Raises: Invalid as `change_scenario` does.
    """
    with writing() as session:
        row = operations.open_scenario(session, name, actor(), now())
        session.flush()
        if freeze_days is not None:
            operations.freeze(session, row.id, freeze_days, actor(), now())
        operations.change(session, row.id, step, actor(), now())
        address = url_for("scenarios.show", scenario_id=row.id)
    said = _("A scenario was opened with this change. Look for a plan to see what follows.")
    return redirect_saying(address, said, "success")
