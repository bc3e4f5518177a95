"""The form of a session or an external meeting: texts in, facts out, every mistake kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from flask import request

from db.facts import AgendaFacts
from db.models import AgendaItemRow
from db.text import order_key
from web.http.forms import FieldDifference, Sheet, compare
from web.http.keys import row_key
from web.language.labels import AGENDA_KINDS, label
from web.language.speech import gettext as _
from web.language.speech import listed

FIELDS = ("kind", "title", "day", "starts", "ends", "place", "link", "zone")


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """The form as it was typed: single texts, who speaks, and the version that was opened."""

    texts: Mapping[str, str]
    speakers: frozenset[int] = frozenset()
    version: int = 0


def sent() -> SessionDraft:
    """What the request brings."""
    keys = (row_key(key) for key in request.form.getlist("speakers"))
    # 0 is nobody: a number that is none is refused, and never left out in silence.
    speakers = frozenset(key or 0 for key in keys)
    version = row_key(request.form.get("version")) or 0
    return SessionDraft({name: request.form.get(name, "") for name in FIELDS}, speakers, version)


def saved(row: AgendaItemRow) -> SessionDraft:
    """The form of a saved row."""
    texts = {
        "kind": row.kind,
        "title": row.title,
        "day": row.day.isoformat(),
        "starts": row.starts.isoformat("minutes"),
        "ends": row.ends.isoformat("minutes"),
        "place": row.place,
        "link": row.link,
        "zone": row.zone,
    }
    return SessionDraft(texts, frozenset(each.expert_id for each in row.speakers), row.version)


def read(draft: SessionDraft) -> tuple[AgendaFacts | None, Sheet]:
    """The facts, or None where the sheet says what is wrong."""
    sheet = Sheet(draft.texts)
    kind = sheet.choice("kind", _("Kind"), AGENDA_KINDS, required=True)
    title = sheet.text("title", _("Title"), required=True)
    day = sheet.date("day", _("Day"), required=True)
    starts = _clock(sheet, "starts", _("Starts"))
    ends = _clock(sheet, "ends", _("Ends"))
    place = sheet.text("place", _("Room or place"))
    link = sheet.text("link", _("Video link"), longest=1000)
    if sheet.mistakes or day is None or starts is None or ends is None:
        return None, sheet
    which = "external" if kind == "external" else "session"
    zone = draft.texts.get("zone") or None
    facts = AgendaFacts(title, day, starts, ends, which, place, link, draft.speakers, zone)  # type: ignore[arg-type] # one of the two words
    return facts, sheet


def differences(
    mine: SessionDraft, theirs: SessionDraft, people: Mapping[int, str], clocks: Mapping[str, str]
) -> list[FieldDifference]:
    """What two forms say differently, in words; `clocks` are the names of zones."""
    return compare(_said(mine, people, clocks), _said(theirs, people, clocks))


def _said(
    draft: SessionDraft, people: Mapping[int, str], clocks: Mapping[str, str]
) -> dict[str, str]:
    texts = draft.texts
    kind = texts["kind"]
    return {
        _("Kind"): label("agenda", kind) if kind in AGENDA_KINDS else "",
        _("Title"): texts["title"],
        _("Day"): texts["day"],
        _("Starts"): texts["starts"],
        _("Ends"): texts["ends"],
        _("Local time of these hours"): clocks.get(texts["zone"], texts["zone"]),
        _("Room or place"): texts["place"],
        _("Video link"): texts["link"],
        _("Speakers"): listed(
            sorted((people.get(key, "") for key in draft.speakers), key=order_key)
        ),
    }


def _clock(sheet: Sheet, name: str, text: str) -> time | None:
    typed = sheet.texts.get(name, "").strip()
    try:
        read = time.fromisoformat(typed)
    except ValueError:
        read = None
    if read is None or read.tzinfo is not None or read.second or read.microsecond:
        sheet.wrong(name, _("%(field)s: a time such as 09:30.", field=text))
        return None
    return read
