"""Why a seat stays vacant, in a sentence; where people fit, which limit is in the way."""

from collections import Counter
from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from db.ids import known_rows, mission_id
from db.models import InstitutionRow, PartnerRow, ProgrammeRow
from db.queries import mission_titles
from db.queries.people import by_ids
from matcher.explain.candidates import candidates
from matcher.explain.seat import Seat
from matcher.index.tables import Tables
from matcher.nights import Nights
from matcher.plan import Breach, Plan, Vacancy
from web.language.sentences import breach_sentence, reason_of
from web.language.sentences.names import Names, quoted
from web.language.sentences.startless import Startless, startless_words
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.belonging import called
from web.service.hosts import Hosts
from web.service.names import held_by_word, own_names
from web.service.publishing.gate import seen_from
from web.service.reader import scope

MISSIONS = ("mission", "other", "after", "there")
"""Facts of a breach that are missions."""
MOST = 2
"""Limits that are named, those first that stop most people."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many could take a seat as the plan stands, and what all the others would break."""

    free: int
    breaking: int
    breaches: tuple[Breach, ...]


def limit_of(tables: Tables, plan: Plan, row: Vacancy) -> Limit | None:
    """What stands between a seat and those who fit; None where its funnel says it all."""
    if row.role is None or not all(step.left for step in row.funnel):
        return None
    found = candidates(tables, plan, Seat(row.mission, row.role))
    broken = [breach for choice in found.breaking.shown for breach in choice.breaches]
    often = Counter(breach.code for breach in broken).most_common(MOST)
    first = (next(breach for breach in broken if breach.code == code) for code, _count in often)
    # What lies between two missions is said of the one that is asked about, not of itself.
    return Limit(found.free.count, found.breaking.count, tuple(seen_from(row.mission, first)))


def reason(
    row: Vacancy,
    is_held: bool,
    limit: Limit | None,
    names: Names,
    hours: Nights,
    dateless: Startless | None = None,
) -> str:
    """Why, in one sentence or two; that the mission has no date is said beside the limit."""
    if dateless is not None:
        return startless_words(dateless, names)
    said = reason_of(row, hours) if limit is None else _limit_words(limit, names)
    if is_held or limit is None:
        return said or reason_of(row, hours)
    undated = _("The mission has no date in this plan.")
    if limit.free >= row.seats:
        needed = _("It needs a date: by hand, or in a search that plans these days.")
        said = f"{said} {needed}"
    return f"{undated} {said}" if said else undated


def _limit_words(limit: Limit, names: Names) -> str:
    if limit.free:
        return ngettext(
            "%(num)s person could take the seat, with the rest of the plan as it is.",
            "%(num)s people could each take the seat, with the rest of the plan as it is.",
            limit.free,
        )
    if not limit.breaches:
        return ""
    broken = " ".join(breach_sentence(breach, names) for breach in limit.breaches)
    return ngettext(
        "With the %(num)s person who fits, a limit would be passed: %(broken)s",
        "With each of the %(num)s people who fit, a limit would be passed: %(broken)s",
        limit.breaking,
        broken=broken,
    )


def reason_in(
    session: Session,
    row: Vacancy,
    is_held: bool,
    limit: Limit | None,
    hours: Nights,
    dateless: Startless | None = None,
) -> str:
    """The same, with the names that its limit speaks of read from the ledger."""
    if dateless is not None:
        return dateless_words(session, dateless)
    names = Names() if limit is None else names_in(session, limit)
    return reason(row, is_held, limit, names, hours)


def dateless_words(session: Session, found: Startless) -> str:
    """Why a mission can begin on no date, with the names of closed days."""
    return startless_words(found, Names(closings=Hosts(session, scope(), found.problem)))


def names_in(session: Session, limit: Limit) -> Names:
    """The names that the limits speak of, without those of the whole roster."""
    people = known_rows(_told(limit, "expert", "experts", "members"))
    missions = known_rows(_told(limit, *MISSIONS))
    titles = mission_titles.titles(session, missions)
    asked = known_rows({breach.mission for breach in limit.breaches if breach.mission})
    return Names(
        experts={f"e{key}": name for key, name in called(by_ids(session, people)).items()},
        missions=quoted({f"m{key}": title for key, title in titles.items()}),
        institutions=own_names(session, InstitutionRow),
        partners=own_names(session, PartnerRow),
        programmes=own_names(session, ProgrammeRow),
        halves={
            mission_id(each.id) for each in mission_titles.titled(session, asked) if each.has_halves
        },
        holds_by_word=partial(held_by_word, session),
    )


def _told(limit: Limit, *facts: str) -> set[str]:
    """The ids that some facts of the breaches name, and the people whom they are said of."""
    found = {breach.expert for breach in limit.breaches if breach.expert and "expert" in facts}
    told = [breach.facts.get(fact) for breach in limit.breaches for fact in facts]
    listed = [each for fact in told for each in (fact if isinstance(fact, list) else [fact])]
    return {*found, *(each for each in listed if isinstance(each, str))}
