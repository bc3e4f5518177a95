"""Time zones by name: IANA's, Windows' ids, and the names that are shown to people or spoken."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from calendars.errors import ZoneUnknown
from calendars.onsets import zone
from calendars.reading.display_names import WINDOWS_BY_DISPLAY_NAME
from calendars.reading.french_names import WINDOWS_BY_FRENCH_NAME
from calendars.reading.spoken_names import IANA_BY_SPOKEN_NAME

_OFFSET = re.compile(r"^\s*\((?:UTC|GMT)[^)]*\)\s*", re.I)
_PREFIXED = re.compile(r"^/?.*?/((?:[A-Za-z_]+/)?[A-Za-z_]+/[A-Za-z0-9_+-]+)$")
_NUMBERED = re.compile(r"(.*[^\s\d]) \d{1,2}")
_SEASON = re.compile(
    r" (?:standard|daylight|summer)(?= time$)|(?<=^heure) (?:normale|d'ete|avancee)"
)
_IN_SUMMER = re.compile(r" (?:\(heure d'ete\)|daylight time|summer time)$")
_LONGEST = 200


@lru_cache(maxsize=1024)
def named(name: str) -> ZoneInfo | None:
    """The zone of that name, tried as IANA's, as Windows', as one shown or spoken; or None."""
    name = name.strip().strip('"')
    if not name or len(name) > _LONGEST:
        return None
    return _iana(name) or _shown(name) or _prefixed(name) or _copied(name)


def _iana(name: str) -> ZoneInfo | None:
    try:
        return zone(_spelled().get(name.casefold(), ""))
    except ZoneUnknown:
        return None


def _windows(name: str) -> ZoneInfo | None:
    found = _windows_ids().get(name.casefold())
    return None if found is None else _iana(found)


def _shown(name: str) -> ZoneInfo | None:
    """A Windows id, a name that Windows shows, a name that people say."""
    # "(UTC) Coordinated Universal Time" without its text, "tzone://Microsoft/Utc".
    if name.casefold() in ("(utc)", "z", "tzone://microsoft/utc"):
        return _iana("UTC")
    alike = _alike(_OFFSET.sub("", name))
    in_winter = _IN_SUMMER.sub("", alike)
    in_summer = [in_winter, f"{in_winter} standard time"] if in_winter != alike else []
    for each in (alike, *in_summer):
        windows = _displayed_names().get(each, each)
        found = _windows(windows)
        if found is not None:
            return found
    return _iana(_spoken_names().get(_SEASON.sub("", alike), ""))


def _prefixed(name: str) -> ZoneInfo | None:
    """A globally unique TZID that ends with IANA's name (RFC 5545 §3.8.3.1)."""
    match = _PREFIXED.match(name) if name.startswith("/") else None
    if match is None:
        return None
    tail = match[1]
    return _iana(tail) or _iana(tail.partition("/")[2])


def _copied(name: str) -> ZoneInfo | None:
    """Exchange numbers what it wrote twice: "Eastern Standard Time 1". After UTC a number may
    be an offset, and is none of ours.
    """
    match = _NUMBERED.fullmatch(name)
    found = None if match is None else _shown(match[1])
    return None if found is None or found.key.startswith(("Etc/", "UTC")) else found


@lru_cache(maxsize=1)
def _spelled() -> Mapping[str, str]:
    """IANA's names as they are spelled, by their small letters."""
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1)
def _windows_ids() -> Mapping[str, str]:
    # Imported late: it takes longer than most files take to read.
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {windows.casefold(): iana for windows, iana in WINDOWS_TO_OLSON.items()}


@lru_cache(maxsize=1)
def _displayed_names() -> Mapping[str, str]:
    """English names come before French ones; no spelling stands in both for two zones."""
    both = {**WINDOWS_BY_FRENCH_NAME, **WINDOWS_BY_DISPLAY_NAME}
    return {_alike(shown): windows for shown, windows in both.items()}


@lru_cache(maxsize=1)
def _spoken_names() -> Mapping[str, str]:
    return {_alike(spoken): iana for spoken, iana in IANA_BY_SPOKEN_NAME.items()}


def _alike(shown: str) -> str:
    """A displayed name as all its spellings have it: "and" is "&", ";" a comma, é is e."""
    letters = unicodedata.normalize("NFKD", shown.replace("\\", "").replace("’", "'"))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    plain = " ".join(plain.split()).casefold().replace(";", ",")
    plain = re.sub(r" (?:and|et) ", " & ", plain).replace("(etats-unis ", "(e.-u. ")
    # "Heure de l'Est (É.-U. et Canada)" of Outlook on the web is "Est (É.-U. et Canada)".
    return re.sub(r"^heure (?:de l'|du |des )(?=.*\()", "", plain)
