"""How each of an expert's calendars is doing, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.models import BusySourceRow
from db.operations.sources import EMPTIED
from web.http.calendar_preview import flaw_lines, unlisted
from web.language.dates import day, moment
from web.language.labels import label
from web.language.sentences.calendars import calendar_sentence
from web.language.speech import gettext as _
from web.language.speech import ngettext


@dataclass(frozen=True, slots=True)
class State:
    """A calendar as the page lists it."""

    key: int
    name: str
    kind: str
    sentences: tuple[str, ...]
    is_failing: bool
    is_subscription: bool
    is_emptied: bool
    """Does it wait for somebody to confirm that nothing is in it?"""
    flaws: tuple[tuple[int, str], ...]
    flaw_count: int
    unnamed: int
    """Flaws that are counted and not listed."""


def states(rows: Iterable[BusySourceRow], zone: str) -> list[State]:
    """All calendars of somebody, with times by the clock of a zone."""
    return [_state(row, zone) for row in rows]


def _state(row: BusySourceRow, zone: str) -> State:
    flaws = tuple(flaw_lines(row.flaws))
    return State(
        key=row.id,
        name=row.name,
        kind=label("busy", row.kind),
        sentences=tuple(_sentences(row, zone)),
        is_failing=row.state == "failing",
        is_subscription=row.kind == "subscription",
        is_emptied=row.error_code == EMPTIED,
        flaws=flaws,
        unnamed=unlisted(row.flaw_count, row.flaws),
        flaw_count=row.flaw_count,
    )


def _sentences(row: BusySourceRow, zone: str) -> Iterable[str]:
    if row.error_code:
        yield calendar_sentence(row.error_code, row.error_facts or {}, _)
    if row.error_code and row.next_at:
        yield _("The next try is on %(moment)s.", moment=moment(row.next_at, zone))
    if row.read_at is None:
        yield _("It has not been read yet.")
    elif row.error_code:
        yield _("What was read on %(moment)s still counts.", moment=moment(row.read_at, zone))
    else:
        yield _("Last read on %(moment)s.", moment=moment(row.read_at, zone))
        if row.until is not None and row.kind == "file":
            yield _("It was read up to %(day)s: send it again before.", day=day(row.until))
    if row.flaw_count:
        yield ngettext(
            "%(num)s entry or line could not be read.",
            "%(num)s entries or lines could not be read.",
            row.flaw_count,
        )
    if not row.counts_tentative:
        yield _("What is tentative counts as free.")
