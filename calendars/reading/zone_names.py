"""Time zones by name: IANA's, Windows' ids, and the names that Windows shows to people."""

import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from calendars.errors import ZoneUnknown
from calendars.onsets import zone
from calendars.reading.display_names import WINDOWS_BY_DISPLAY_NAME

_OFFSET = re.compile(r"^\s*\((?:UTC|GMT)[^)]*\)\s*", re.I)
_PREFIXED = re.compile(r"^/?.*?/((?:[A-Za-z_]+/)?[A-Za-z_]+/[A-Za-z0-9_+-]+)$")
_LONGEST = 200


@lru_cache(maxsize=1024)
def named(name: str) -> ZoneInfo | None:
    """The zone of that name, tried as IANA's, as a Windows id, as a displayed name; or None."""
    name = name.strip().strip('"')
    if not name or len(name) > _LONGEST:
        return None
    return _iana(name) or _windows(name) or _displayed(name) or _prefixed(name)


def _iana(name: str) -> ZoneInfo | None:
    try:
        return zone(_spelled().get(name.casefold(), ""))
    except ZoneUnknown:
        return None


def _windows(name: str) -> ZoneInfo | None:
    found = _windows_ids().get(name.casefold())
    return None if found is None else _iana(found)


def _displayed(name: str) -> ZoneInfo | None:
    windows = _displayed_names().get(_alike(_OFFSET.sub("", name)))
    if windows is not None:
        return _windows(windows)
    # "(UTC) Coordinated Universal Time" without its text, "tzone://Microsoft/Utc".
    return _iana("UTC") if name.casefold() in ("(utc)", "z", "tzone://microsoft/utc") else None


def _prefixed(name: str) -> ZoneInfo | None:
    """A globally unique TZID that ends with IANA's name (RFC 5545 §3.8.3.1)."""
    match = _PREFIXED.match(name) if name.startswith("/") else None
    if match is None:
        return None
    tail = match[1]
    return _iana(tail) or _iana(tail.partition("/")[2])


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
    return {_alike(shown): windows for shown, windows in WINDOWS_BY_DISPLAY_NAME.items()}


def _alike(shown: str) -> str:
    """A displayed name as all its spellings have it: "and" is "&", and ";" is a comma."""
    plain = " ".join(shown.replace("\\", "").split()).casefold()
    return plain.replace(" and ", " & ").replace(";", ",")
