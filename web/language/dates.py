"""Days as people read them: "12–16 January", "leaving on the 11th", in both languages."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_name
from markupsafe import Markup, escape

from db.moments import day_of, half_of
from web.language.speech import gettext as _
from web.language.speech import language

_LOCALES = {"en": Locale("en", "GB"), "fr": Locale("fr", "FR")}
_SUFFIXES = {"one": "st", "two": "nd", "few": "rd", "other": "th"}


def locale() -> Locale:
    """How the reader's language writes dates: the day comes before the month in both."""
    return _LOCALES[language()]


def decimal_sign() -> str:
    """What stands between days and their halves: a point in English, a comma in French."""
    return str(locale().number_symbols["latn"]["decimal"])


def day(when: date, year: bool = True, weekday: bool = False) -> str:
    """One day in words: `12 January 2027`, `1er janvier`."""
    text = _day_and_month(when) + (f" {when.year}" if year else "")
    return f"{format_date(when, 'EEEE', locale())} {text}" if weekday else text


def days(first: date, last: date, year: bool = True) -> str:
    """A range of days, both included: `12–16 January 2027`, `30 décembre 2027 – 2 janvier 2028`."""
    if first == last:
        return day(first, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{_number(first)}–{day(last, year)}"
    return f"{day(first, year and first.year != last.year)} – {day(last, year)}"


def half_days(first: int, last: int) -> str:
    """Half-days as the ledger counts them, both ends included; whole days are days alone."""
    text, halves = days(day_of(first), day_of(last)), (half_of(first), half_of(last))
    if halves == ("am", "pm"):
        return text
    if day_of(first) == day_of(last):
        half = _("morning") if halves[0] == "am" else _("afternoon")
        return _("%(day)s, %(half)s", day=text, half=half)
    if halves[0] == "pm":
        text = _("%(days)s, from the afternoon", days=text)
    return _("%(days)s, until midday", days=text) if halves[1] == "am" else text


def days_text(half_days: int | None) -> str:
    """Half-days as a field shows days, the way its reader writes them: `4`, `4,5`, or nothing."""
    if half_days is None:
        return ""
    return f"{half_days // 2}{decimal_sign()}5" if half_days % 2 else str(half_days // 2)


def start_day(start: int, has_halves: bool = False) -> str:
    """The half-day on which something starts; a morning is its day where it is always one."""
    words = day(day_of(start))
    if half_of(start) == "pm":
        return _("%(day)s in the afternoon", day=words)
    return _("%(day)s in the morning", day=words) if has_halves else words


def trip(first: date, last: date, leaving: date, back: date, year: bool = True) -> str:
    """The days at the place and, where travel needs other days, when one leaves and is back."""
    text = days(first, last, year)
    if leaving < first:
        text = _("%(days)s, leaving on %(day)s", days=text, day=_the(leaving, first))
    if back > last:
        text = _("%(days)s, back on %(day)s", days=text, day=_the(back, last))
    return text


def month(when: date) -> str:
    """A month with its year: `January 2027`."""
    return str(format_date(when, "LLLL y", locale()))


def month_abbreviated(when: date) -> str:
    """A month where there is little room and its year is said beside it: `Jan`, `janv.`."""
    return str(format_date(when, "LLL", locale()))


def month_name(number: int) -> str:
    """The name of a month by itself, 1 is January."""
    return str(locale().months["stand-alone"]["wide"][number])


def weekday_name(iso: int) -> str:
    """A day of the week, 1 for Monday to 7, as it is written in a sentence."""
    return str(locale().days["format"]["wide"][iso - 1])


def weekday_letter(when: date) -> str:
    """The one-letter name of a day of the week."""
    return str(format_date(when, "EEEEE", locale()))


def moment(at: datetime, zone: str = "UTC") -> str:
    """A moment of record in a zone: `12 January 2027, 14:05`."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {format_datetime(local, 'HH:mm', locale=locale())}"


def zone_name(zone: str) -> str:
    """A time zone by the name of its clock, not by its city's: `Eastern Time`."""
    if zone == "UTC" or zone.startswith("Etc/"):
        return zone.removeprefix("Etc/")
    return get_timezone_name(zone, locale=locale()).replace(" :", "\u00a0:")


def time_tag(when: date, text: str | None = None) -> Markup:
    """A date in words that machines can read too."""
    return Markup('<time datetime="{}">{}</time>').format(
        when.isoformat(), day(when) if text is None else escape(text)
    )


def month_starts(first: date, last: date) -> list[date]:
    """The first days of the months that a range touches, the first one cut to the range."""
    starts, at = [], first
    while at <= last:
        starts.append(at)
        at = (at.replace(day=1) + timedelta(days=32)).replace(day=1)
    return starts


def _day_and_month(when: date) -> str:
    return f"{_number(when)} {format_date(when, 'MMMM', locale())}"


def _number(when: date) -> str:
    return "1er" if when.day == 1 and language() == "fr" else str(when.day)


def _the(when: date, near: date) -> str:
    if (when.year, when.month) != (near.year, near.month):
        return day(when, year=False)
    if language() == "fr":
        return _number(when)
    return f"the {when.day}{_SUFFIXES[locale().ordinal_form(when.day)]}"


FILTERS = {
    "day": day,
    "month": month,
    "moment": moment,
    "time_tag": time_tag,
    "start_day": start_day,
}
"""What templates put a date through."""
IN_PAGES = {
    "days": days,
    "trip": trip,
    "weekday_letter": weekday_letter,
    "zone_name": zone_name,
}
"""What templates call."""
