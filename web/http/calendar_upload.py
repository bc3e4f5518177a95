"""A calendar file that a form brings, read: for pages that show what it would change."""

from calendars.errors import CalendarUnreadable
from db.operations.sources import Read
from web.http.forms import Sheet
from web.http.uploads import sent_file
from web.language.sentences.calendars import calendar_sentence
from web.language.speech import gettext as _
from web.service.calendar_readings import read_calendar
from web.service.clock import now


def read_upload(sheet: Sheet, zone: str, tentative: bool) -> Read | None:
    """What the form's file says; None where the sheet says what is wrong with the form.

    To be called while no session is open: reading may take seconds.
    """
    body = sent_file()
    if not body:
        sheet.wrong("file", _("Calendar file: please choose one."))
    if sheet.mistakes:
        return None
    try:
        return read_calendar(body, zone, tentative, now().date())
    except CalendarUnreadable as refusal:
        sheet.wrong("file", calendar_sentence(refusal.code, refusal.facts, _))
        return None
