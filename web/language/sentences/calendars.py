"""Sentences for what cannot be read of a calendar, for pages and the command line alike."""

from collections.abc import Callable, Mapping

from web.language.codes import N_

UNREADABLE: Mapping[str, str] = {
    "file.too_large": N_("The file is too large: at most 20 MB are read."),
    "file.too_many": N_(
        "The file holds too many entries around these days: at most %(limit)s are read."
    ),
    "file.no_calendar": N_(
        "This is not a calendar: a file that begins with BEGIN:VCALENDAR was expected."
    ),
    "file.nothing_readable": N_("None of its entries can be read. On line %(line)s: %(sentence)s"),
    "file.cut_short": N_("The calendar was cut short on its way: its end is missing."),
    "file.took_too_long": N_("Reading the file took too long and was stopped."),
    "file.took_too_much": N_("Reading the file took too much memory and was stopped."),
    "file.not_foreseen": N_("Something in the file was not foreseen: nothing of it was read."),
    "reading.busy": N_("Too many calendars are being read just now: try again in a minute."),
}
UNREACHABLE: Mapping[str, str] = {
    "address.malformed": N_("This is not an address of a calendar."),
    "address.not_https": N_("The address must begin with https:// or webcal://."),
    "address.port": N_("The address must not name a port."),
    "address.unknown": N_("The address leads nowhere: there is no such server."),
    "address.not_public": N_("The address leads to a place that is not public."),
    "fetch.failed": N_("The server did not answer as it should."),
    "fetch.too_slow": N_("The server took longer than ten seconds."),
    "fetch.too_large": N_("The calendar is too large: at most 20 MB are read."),
    "fetch.encoded": N_("The server sent the calendar compressed in a way that is not read."),
    "fetch.denied": N_("The server wants a name and a password, or others than in the address."),
    "feed.emptied": N_(
        "It arrived without any entries: what it said before still counts until "
        "somebody confirms that it is empty."
    ),
    "fetch.redirects": N_("The address redirects too often: at most %(most)s times are followed."),
    "fetch.status": N_("The server refused: it answered %(status)s."),
}
FLAWS: Mapping[str, str] = {
    "line.stray": N_("This line is not a line of a calendar."),
    "line.unreadable": N_("This line cannot be read (%(name)s)."),
    "component.unclosed": N_("The end of the entry is missing (%(name)s)."),
    "component.misspelt": N_(
        "The end of the entry is misspelt and was read all the same (%(name)s)."
    ),
    "component.too_deep": N_("The entry is nested too deeply to be one of a calendar (%(name)s)."),
    "component.outside": N_("The entry stands outside any calendar (%(name)s)."),
    "calendar.scale": N_(
        "The calendar counts its days in another way (%(scale)s): its entries were not read."
    ),
    "calendar.proposal": N_(
        "These are times that somebody proposes (%(method)s), not times agreed: they were not "
        "counted."
    ),
    "start.missing": N_("The entry has no start."),
    "end.before_start": N_("The entry ends before it starts."),
    "time.unreadable": N_("This is not a date or time that can be read."),
    "duration.unreadable": N_("This is not a length of time that can be read (%(value)s)."),
    "zone.unknown": N_("The time zone is unknown: %(zone)s."),
    "zone.unreadable": N_("This definition of a time zone cannot be used."),
    "zone.older": N_(
        "This definition of %(zone)s is older than the law there: the zone was taken as it is "
        "today."
    ),
    "zone.differs": N_(
        "This definition of %(zone)s never held there: times were taken as it has them."
    ),
    "zone.twice": N_(
        "%(zone)s is defined more than once, in different ways: the first definition counts."
    ),
    "line.contradicts": N_(
        "This line says something else than another of the same entry: the other counts (%(name)s)."
    ),
    "version.unsure": N_(
        "Another version of this entry stands in the file, and neither is said to be the later: "
        "both were read (%(name)s)."
    ),
    "parameter.contradicts": N_(
        "A part of this line stands in it twice, with different words: the first counts (%(name)s)."
    ),
    "period.contradicts": N_(
        "This line says two things of whether the time is taken: it counts as taken (%(name)s)."
    ),
    "zone.beside_utc": N_(
        "The time is said to be in UTC, and a time zone stands beside it: UTC counts (%(zone)s)."
    ),
    "dates.among_times": N_(
        "There is a date where the entry has times, or a time where it has dates (%(name)s): only "
        "the day was counted."
    ),
    "day.doubtful": N_(
        "This time stands where a date is due and is no midnight of a clock that is known "
        "(%(name)s): its day may be another."
    ),
    "length.not_whole_days": N_(
        "The entry has a date as its start and does not last whole days (%(value)s): they were "
        "rounded up."
    ),
    "range.unknown": N_(
        "Which repetitions this change is for is not understood (%(range)s): it was made to one "
        "alone."
    ),
    "change.repeats": N_(
        "What is changed of a series does not repeat by itself: this line was not followed "
        "(%(name)s)."
    ),
    "change.alone": N_(
        "The series that is changed from here on was not read: the change counts on its own day "
        "alone."
    ),
    "availability.doubtful": N_(
        "By this line it is in doubt when somebody is available: this availability was left out."
    ),
    "rule.unreadable": N_(
        "This rule of repetition cannot be read (%(value)s): at most the first time counts."
    ),
    "rule.not_understood": N_(
        "A part of this rule of repetition is not understood (%(part)s): at most the first time "
        "counts."
    ),
    "rule.too_frequent": N_(
        "Repetitions every minute or second are not followed (%(frequency)s): at most the first "
        "time counts."
    ),
    "rule.too_many": N_("The entry repeats too often."),
    "rule.too_long": N_("Its repetitions take too long to work out."),
}

SENTENCES = {**UNREADABLE, **UNREACHABLE, **FLAWS}
Translate = Callable[[str], str]


def calendar_sentence(code: str, facts: Mapping[str, str], translate: Translate) -> str:
    """What a code of the post room says, in the language of `translate`."""
    gaps = _Gaps(facts)
    if facts.get("reason"):
        gaps["sentence"] = calendar_sentence(facts["reason"], {**facts, "reason": ""}, translate)
    return translate(SENTENCES[code]) % gaps


class _Gaps(dict[str, str]):
    """What is known; what a ledger of an earlier edition did not keep is left open."""

    def __missing__(self, name: str) -> str:
        return "…"
