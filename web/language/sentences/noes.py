"""A no to a mission as sentences name it: who, since when, and for which days."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from db.models import RefusalRow
from db.moments import moment
from web.language.dates import day, half_days
from web.language.speech import gettext as _


@dataclass(frozen=True, slots=True)
class No:
    """A refusal that stands, in a sentence; `ends` are the half-days of one for some days only.

    They are by the person's own clock, as those that a breach names.
    """

    sentence: str
    ends: tuple[str, str] | None = None

    def is_behind(self, code: str, met: object) -> bool:
        """Is this why somebody may not be sent, or is not free on days that are met?"""
        if self.ends is None:
            return code == "expert.banned"
        if code != "availability.busy" or not isinstance(met, list):
            return False
        return bool(met[0] <= self.ends[1] and self.ends[0] <= met[-1])


def no_of(row: RefusalRow, name: str, zone: str, taken: tuple[int, int] | None = None) -> No:
    """One refusal in a sentence, its day by the clock of the person's institution.

    `taken` are the half-days that it takes by that clock, which by video are others.
    """
    since = day(row.said_at.astimezone(ZoneInfo(zone)).date())
    if row.first is None or row.last is None:
        said = _("%(expert)s has declined this mission, on %(day)s.", expert=name, day=since)
        return No(said)
    refused = half_days(row.first, row.last)
    said = _("%(expert)s has declined this mission for %(days)s.", expert=name, days=refused)
    first, last = taken or (row.first, row.last)
    return No(said, (moment(first), moment(last)))
