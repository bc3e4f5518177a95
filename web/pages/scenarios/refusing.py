"""Why nothing was published, in words."""

from flask import request

from db.errors import (
    DoubleBooking,
    LedgerError,
    StalePlan,
)
from web.http.ledger import reading
from web.language.speech import gettext as _
from web.service.solving.clash_sentences import clash_sentences


def why_held(is_forbidden: bool) -> str:
    """What to do about what the gate has found."""
    if is_forbidden:
        return _("Something forbids it: see below.")
    if request.form.get("accepted"):
        return _("What is to be accepted has changed meanwhile: please read it once more.")
    return _("Please accept what is listed first: tick the box.")


def why_refused(refusal: LedgerError) -> str:
    """What has changed meanwhile, or who is booked elsewhere."""
    if isinstance(refusal, DoubleBooking):
        with reading() as session:
            return " ".join(clash_sentences(session, refusal))
    if isinstance(refusal, StalePlan):
        return _("Somebody published another plan meanwhile.")
    return _("The scenario has changed meanwhile.")
