"""The public holidays of a place in one year, from the `holidays` library; estimates said so."""

from datetime import date

import holidays as world

from db.operations.closures import Holiday
from web.service.holiday_calendar import closures


def public_holidays(country: str, part: str, year: int) -> list[Holiday] | None:
    """The holidays of a country, or of a part of it by its code; None where none are known."""
    parts = world.list_supported_countries().get(country)
    if parts is None or (part and part not in parts):
        return None
    found = closures(country, part or None, date(year, 1, 1), date(year, 12, 31))
    return [Holiday(each.day, each.name, each.is_estimated) for each in found]
