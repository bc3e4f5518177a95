"""On which weekdays a mission may start: those that keep most of it out of the weekend."""

from db.models import MissionRow, PartnerRow


def start_weekdays(mission: MissionRow, partner: PartnerRow | None) -> frozenset[int]:
    """The weekdays of the mission's own, else by its length and the weekends that count."""
    if mission.weekdays:
        return frozenset(int(digit) for digit in mission.weekdays)
    days = (mission.length + 1) // 2
    return weekdays_for(days, _weekend(mission, partner))


def weekdays_for(days: int, weekend: frozenset[int]) -> frozenset[int]:
    """The working days from which so many days meet the fewest days of the weekend."""
    working = [weekday for weekday in range(1, 8) if weekday not in weekend]
    lost = {
        weekday: sum((weekday - 1 + k) % 7 + 1 in weekend for k in range(days))
        for weekday in working
    }
    fewest = min(lost.values(), default=0)
    return frozenset(weekday for weekday in working if lost[weekday] == fewest)


def _weekend(mission: MissionRow, partner: PartnerRow | None) -> frozenset[int]:
    """That of the place; at a distance that of both ends."""
    digits = ""
    if mission.venue != "abroad" or partner is None:
        digits += mission.institution.weekend
    if mission.venue != "home" and partner is not None:
        digits += partner.weekend
    return frozenset(int(digit) for digit in digits)
