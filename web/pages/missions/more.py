"""What few missions need: weekdays of their own, an order among missions, further partners."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from db.models import MissionRow
from db.queries import missions as queries
from web.http.forms import Sheet
from web.language import dates
from web.language.speech import gettext as _
from web.pages.missions.draft import MissionDraft
from web.service.choices import Choices, Option
from web.service.reader import scope

LONGEST_LAG = 400
"""Days between two missions that a form accepts."""
WEEKDAYS = "1234567"


def read_more(
    sheet: Sheet, draft: MissionDraft, choices: Choices, earlier: Collection[int]
) -> dict[str, Any]:  # one type a fact, `MissionFacts` names them
    """These facts, every mistake beside its field; `earlier` are missions it may follow."""
    return {
        "weekdays": _weekdays(sheet, draft),
        "after": _after(sheet, draft, earlier),
        "further_partners": _further(sheet, draft, choices),
    }


def earlier_options(session: Session, row: MissionRow | None) -> tuple[Option, ...]:
    """The missions that this one may follow, with those that it follows already."""
    kept = {order.earlier_id for order in row.after} if row else set[int]()
    found = queries.to_follow(session, scope(), kept)
    return tuple(
        Option(each.id, f"{each.title} · {dates.days(each.window_first, each.window_last)}")
        for each in found
        if row is None or each.id != row.id
    )


def weekday_options() -> list[tuple[str, str]]:
    """Number and name of the days of the week."""
    return [(digit, dates.weekday_name(int(digit))) for digit in WEEKDAYS]


def _weekdays(sheet: Sheet, draft: MissionDraft) -> str | None:
    if not draft.weekdays <= set(WEEKDAYS):
        sheet.wrong("weekdays", _("Days of the week: tick some of these."))
    return "".join(sorted(draft.weekdays)) or None


def _after(sheet: Sheet, draft: MissionDraft, earlier: Collection[int]) -> dict[int, int]:
    allowed = {str(key) for key in earlier}
    found: dict[int, int] = {}
    for k, need in enumerate(draft.after):
        lag = sheet.half_days(f"after-{k}-level", _("Days between"), 0, LONGEST_LAG)
        if need.what not in allowed:
            sheet.wrong("after", _("It follows: choose missions from the list."))
        elif int(need.what) in found:
            sheet.wrong("after", _("It follows: one of the missions is there twice."))
        else:
            found[int(need.what)] = lag or 0
    return found


def _further(sheet: Sheet, draft: MissionDraft, choices: Choices) -> frozenset[int]:
    known = {str(option.key): option.key for option in choices.partners}
    if not known.keys() >= set(draft.further):
        sheet.wrong("further_partners", _("Further partners: choose them from the list."))
    elif draft.fields.get("partner") in draft.further:
        sheet.wrong(
            "further_partners", _("Further partners: one of them is the partner parliament itself.")
        )
    return frozenset(known[key] for key in draft.further if key in known)
