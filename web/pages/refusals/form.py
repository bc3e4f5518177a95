"""The form with which a no is noted: who, to the mission or to some days, and why."""

from sqlalchemy.orm import Session

from db.models import ExpertRow, MissionRow
from db.moments import half_day, last_half_day
from db.operations.refusals import REASON_MOST, Refusing
from web.http.forms import Sheet, printed
from web.http.keys import row_key
from web.language.speech import gettext as _


def refusing(session: Session, row: MissionRow, sheet: Sheet) -> Refusing | None:
    """What the form says; None where something needs another look, which the sheet then holds."""
    key = row_key(sheet.texts.get("expert"))
    expert = None if key is None else session.get(ExpertRow, key)
    if expert is None:
        sheet.wrong("expert", _("Person: choose one from the list."))
    kind = sheet.choice("kind", _("What is refused"), ("outright", "dates"), required=True)
    days = _days(sheet) if kind == "dates" else None
    reason = printed(sheet.texts.get("reason", ""))
    if len(reason) > REASON_MOST:
        sheet.wrong(
            "reason",
            _(
                "%(field)s: at most %(longest)s characters, this has %(length)s.",
                field=_("Why"),
                longest=REASON_MOST,
                length=len(reason),
            ),
        )
    if sheet.mistakes or expert is None:
        return None
    return Refusing(row.id, expert.id, days, reason)


def _days(sheet: Sheet) -> tuple[int, int] | None:
    first = sheet.date("first", _("From"), required=True)
    last = sheet.date("last", _("To"), required=True)
    if first is None or last is None:
        return None
    if last < first:
        sheet.wrong("last", _("To: the end lies before the start."))
    return half_day(first), last_half_day(last)
