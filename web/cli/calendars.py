"""The commands on calendar files: `occurrences` lists entries, `busy` sums up the time taken."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from web.cli.files import octets
from web.cli.moments import Moment, aware, in_days
from web.cli.texts import PATH, TEXT
from web.cli.wrong import BadInput
from web.language.codes import N_
from web.language.speech import gettext as _

if TYPE_CHECKING:
    from calendars.busy import BusyTimes, Question

Read = Callable[[bytes, "Question"], "BusyTimes"]
_ZONE = N_("Times without a zone, and whole days, are read in this zone.")
_TENTATIVE = N_("Does what is tentative count as busy?")


@dataclass(frozen=True, slots=True)
class CalendarOrder:
    """What is asked of a file, as it was typed."""

    file: Path
    first: datetime
    last: datetime
    zone: str
    tentative: str


def _asking(command: Callable[..., int]) -> Callable[..., int]:
    """The argument and options that both commands have."""
    for option in (
        click.option(
            "--tentative",
            type=click.Choice(["busy", "free"]),
            default="busy",
            show_default=True,
            help=_TENTATIVE,
        ),
        click.option(
            "--zone", type=TEXT, default="UTC", show_default=True, metavar="ZONE", help=_ZONE
        ),
        click.option(
            "--to",
            "last",
            type=Moment(),
            required=True,
            metavar="D",
            help=N_("End of the window, not part of it."),
        ),
        click.option(
            "--from",
            "first",
            type=Moment(),
            required=True,
            metavar="D",
            help=N_("Start of the window: a date, or a date and time."),
        ),
        click.argument("file", type=PATH),
    ):
        command = option(command)
    return command


@click.command(
    help=N_(
        "List the entries of a calendar file that take place in a window, as one JSON object a "
        "line; cancelled and transparent ones too. What cannot be read is named on standard error."
    )
)
@_asking
def occurrences(**typed: object) -> int:
    """Print each occurrence on a line of its own."""
    from calendars.busy import occurrences as read

    order = CalendarOrder(**typed)  # type: ignore[arg-type] # click gives each option its type
    times, _question = _read(order, read)
    for each in times.shown:
        row = {name: getattr(each, name) for name in each.__slots__}
        click.echo(json.dumps(row, ensure_ascii=False))
    for problem in _problems(times):
        click.echo(f"{order.file}:{problem['line']}: {problem['message']}", err=True)
    return 0


@click.command(
    help=N_(
        "Sum up the time that a calendar file says is busy in a window, as JSON: stretches in UTC, "
        "half-days by the clock of the zone, and what could not be read."
    )
)
@_asking
def busy(**typed: object) -> int:
    """Print busy stretches, half-days and problems."""
    from calendars.busy import busy as read
    from matcher.halfdays import Horizon

    order = CalendarOrder(**typed)  # type: ignore[arg-type] # click gives each option its type
    times, question = _read(order, read)
    zone, window = ZoneInfo(order.zone), question.window
    last = window.end.astimezone(zone) - timedelta(microseconds=1)
    horizon = Horizon(window.start.astimezone(zone).date(), last.date())
    answer = {
        "busy": [[_utc(each.start), _utc(each.end)] for each in times.busy],
        "half_days": [
            horizon.moment(half) for span in times.half_days(order.zone, horizon) for half in span
        ],
        "problems": _problems(times),
    }
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    return 0


def _read(order: CalendarOrder, read: Read) -> tuple["BusyTimes", "Question"]:
    """What the file says. Raises: BadInput where the file or the window cannot be used."""
    from calendars.errors import CalendarUnreadable
    from calendars.reading.limits import USUAL
    from web.language.sentences.calendars import calendar_sentence

    question = _question(order)
    try:
        return read(octets(order.file, USUAL.bytes), question), question
    except CalendarUnreadable as unreadable:
        sentence = calendar_sentence(unreadable.code, unreadable.facts, _)
        line = unreadable.facts.get("line", "1")
        raise BadInput(f"{order.file}:{line}: {sentence}") from unreadable


def _question(order: CalendarOrder) -> "Question":
    from calendars.busy import Question
    from calendars.errors import ZoneUnknown
    from calendars.onsets import zone as known
    from calendars.reading.spans import Stretch

    try:
        zone = known(order.zone)
    except ZoneUnknown as unknown:
        raise BadInput(_("--zone: there is no time zone %s.") % order.zone) from unknown
    first, last = aware(order.first, zone), aware(order.last, zone)
    if first >= last:
        said = _("The window must end after it starts: it starts on %s and ends on %s.")
        raise BadInput(said % (in_days(first, zone), in_days(last, zone)))
    return Question(Stretch(first, last), order.zone, order.tentative == "busy")


def _problems(times: "BusyTimes") -> list[dict[str, object]]:
    from web.language.sentences.calendars import calendar_sentence

    return [
        {
            "line": flaw.line,
            "code": flaw.code,
            **flaw.facts,
            "message": calendar_sentence(flaw.code, flaw.facts, _),
        }
        for flaw in times.flaws
    ]


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
