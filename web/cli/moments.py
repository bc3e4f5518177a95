"""Moments on the command line: a date or a date and time, with or without a zone."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import click

from web.cli.wrong import BadInput
from web.language.speech import gettext as _

FIRST_YEAR, LAST_YEAR = 1600, 3000


class Moment(click.ParamType):  # type: ignore[type-arg] # generic in newer releases only
    """A date (its midnight) or a date and time; naive until `aware` gives it a zone."""

    name = "moment"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment as it was written."""
        if isinstance(value, datetime):
            return value
        if not value.strip():
            self.fail(_("This is empty."), param, ctx)
        try:
            return _parsed(value)
        except ValueError:
            message = _("a date such as 2027-03-01 or 2027-03-01T09:00 was expected: %s.") % value
            self.fail(message, param, ctx)


def _parsed(text: str) -> datetime:
    if len(text) <= len("20270301T"):
        return datetime.combine(date.fromisoformat(text), time())  # see `aware`
    return datetime.fromisoformat(text)


def aware(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment without a zone is by the clock of this one. Raises: BadInput.

    Rules of calendars and clocks are worked out some years beyond a window: they need room there.
    """
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        said = _("The dates lie outside the years %(first)s to %(last)s.")
        raise BadInput(said % {"first": FIRST_YEAR, "last": LAST_YEAR})
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def in_days(moment: datetime, zone: ZoneInfo) -> str:
    """A moment by the clock of a zone: `1 February 2027`, with its hour unless a day begins."""
    from web.language.dates import day
    from web.language.dates import moment as with_hour

    here = moment.astimezone(zone)
    return day(here.date()) if here.time() == time() else with_hour(moment, zone.key)
