"""After a publication: what is said, and the plan where its changes are."""

from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from db.moments import day_of
from db.operations.bookings import Release
from web.http.outbox_waiting import tell_waiting
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.publishing.acts import Consent


def asked_consent() -> Consent:
    """What the form accepts, and on whose word."""
    word = request.form.get("word", "").strip()[:500]
    return Consent(request.form.get("accepted", ""), word)


def show_published(release: Release, at: datetime) -> ResponseReturnValue:
    """Say what was published, and show the plan from the first day that changed on."""
    tell_published(release, at)
    return redirect(plan_at(release.first), 303)


def tell_published(release: Release, at: datetime) -> None:
    """Say how much was published, and what waits in the outbox for it."""
    flash(
        ngettext(
            "Published. %(num)s change is on its way to calendars.",
            "Published. %(num)s changes are on their way to calendars.",
            release.changes,
        ),
        "success",
    )
    tell_waiting(at)


def tell_nothing() -> None:
    """Say that there is nothing to publish, and that no release was made."""
    flash(_("Nothing was published: this is already published."), "info")


def plan_at(half_day: int | None) -> str:
    """The address of the plan on a half-day's date."""
    day = None if half_day is None else day_of(half_day).isoformat()
    return url_for("plan.index", day=day)
