"""That the hours of a remote session fall into the night of those who fit, in words."""

from matcher.nights import Nights
from web.language.speech import ngettext

NOBODY = Nights()


def never_words(count: int) -> str:
    """For how many the session would be at night on every possible date."""
    return ngettext(
        "For %(num)s person, the video session would begin before 7:00 or end after 21:00 on every "
        "possible date.",
        "For %(num)s people, the video session would begin before 7:00 or end after 21:00 on every "
        "possible date.",
        count,
    )


def then_words(count: int) -> str:
    """For how many the session would be at night on the date that the mission has."""
    return ngettext(
        "For %(num)s person, the video session would begin before 7:00 or end after 21:00 on the "
        "date that the mission has.",
        "For %(num)s people, the video session would begin before 7:00 or end after 21:00 on the "
        "date that the mission has.",
        count,
    )


def beside(step: str, found: Nights) -> str:
    """What the hours do at a step of a funnel; nothing where they do nothing."""
    if step == "available" and found.never:
        return never_words(found.never)
    if step == "free_in_plan" and found.then:
        return then_words(found.then)
    return ""


def excluded_words(count: int) -> str:
    """How many cannot be assigned because of the hours, in a list of counts."""
    return ngettext(
        "%(num)s for whom the video session would begin before 7:00 or end after 21:00",
        "%(num)s for whom the video session would begin before 7:00 or end after 21:00",
        count,
    )


def better_hours(found: Nights, starts_there: bool) -> str:
    """Which half of the day at the partner's would suit them; nothing where none would.

    `starts_there`: does a mission of half a day remain where only its start has to change?
    """
    if found.half is None:
        return ""
    if starts_there and found.half == "pm":
        return ngettext(
            "If the mission may start in the afternoon too, the hours suit %(num)s person.",
            "If the mission may start in the afternoon too, the hours suit %(num)s people.",
            found.suits,
        )
    if found.half == "pm":
        return ngettext(
            "If the mission takes half a day only, in the afternoon there, the hours suit "
            "%(num)s person.",
            "If the mission takes half a day only, in the afternoon there, the hours suit "
            "%(num)s people.",
            found.suits,
        )
    return ngettext(
        "If the mission takes half a day only, in the morning there, the hours suit "
        "%(num)s person.",
        "If the mission takes half a day only, in the morning there, the hours suit "
        "%(num)s people.",
        found.suits,
    )
