"""One step in a scenario, from any page that has a button for it."""

from collections.abc import Sequence

from flask import flash

from db.errors import Invalid, InvalidState
from db.operations import scenarios as operations
from matcher.scenario import Change
from web.http.ledger import writing
from web.language.sentences import sentence
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


def tell_refused(refusal: Invalid) -> None:
    """Say on the next page why nothing was changed."""
    for flaw in refusal.flaws:
        flash(sentence(flaw.code, flaw.facts), "danger")
