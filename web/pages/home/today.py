"""What the home page shows to somebody who has signed in."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.queries import (
    answers,
    bookings,
    missions,
    people,
    plans,
    received_mail,
    sight,
    sources,
    timeline,
)
from db.queries import today as queries
from web.http import numbers
from web.http.numbers import Number
from web.http.policy import may_enter
from web.language.sentences.lacking import lacking_words
from web.service.answers.said import all_said
from web.service.answers.waiting import waiting
from web.service.belonging import apart, called
from web.service.clock import now
from web.service.local import local_today, local_zone, readers_today
from web.service.plans.entries import Entry, Somebody, entry_of, place, somebody, unseen_entry

SHOWN = 6
"""Rows of each list on the home page; the full lists are a click away."""


def staff_page(ledger: Session, institutions: frozenset[int]) -> dict[str, Any]:
    """Counters, next missions, vacancies with their reasons, and who is away."""
    day = local_today(ledger, institutions)
    mine = numbers.lacking(ledger, day)
    return {
        "day": day,
        "is_published": plans.live_id(ledger) is not None,
        "figures": _figures(ledger, institutions, day),
        "next_missions": [
            entry_of(row) for row in queries.next_missions(ledger, institutions, day, SHOWN)
        ],
        "open_seats": mine,
        "lacking": lacking_words([seat.vacancy for _mission, seat in mine]),
        "away": _away(ledger, institutions, day),
        "unread": sources.failing(ledger, institutions=institutions),
        "waiting": waiting(answers.waited_for(ledger, institutions, day), now()),
        "unclear": received_mail.unclear_count(ledger) if may_enter("answers.index") else 0,
        "zone": local_zone(ledger, institutions),
        "is_empty": not missions.count_of(ledger, institutions),
        "shown": SHOWN,
        "place": place,
    }


def expert_page(ledger: Session, experts: frozenset[int]) -> dict[str, Any]:
    """The next missions of the people whom the reader is or acts for."""
    day = readers_today(ledger)
    rows = queries.next_bookings(ledger, experts, day, 20)
    known = answers.standing(ledger, rows)
    words = all_said(ledger, known.values())
    said = {key: words[row.id] for key, row in known.items()}
    theirs = people.by_ids(ledger, experts)
    # Whoever reads of one person knows whom it is about.
    several = len(theirs) > 1
    return {
        "zone": rows[0].expert.institution.timezone if rows else "UTC",
        "questions": [
            (row, entry_of(row).days)
            for row in rows
            if row.id not in known and answers.is_open(row, day)
        ],
        "day": day,
        "experts": theirs,
        "names": called(theirs) if several else {each.id: each.name for each in theirs},
        "listed_names": apart(theirs) if several else {e.id: e.listed_name for e in theirs},
        "unread": sources.failing(ledger, experts=experts),
        "bookings": [
            (
                somebody(row.expert),
                entry_of(row),
                said.get(row.id),
            )
            for row in rows
        ],
    }


def _figures(ledger: Session, institutions: frozenset[int], day: date) -> list[Number]:
    return [
        numbers.missions_of_year(ledger, institutions, day.year),
        numbers.vacant_seats(ledger, day),
        numbers.people(ledger, institutions, "hold", day),
        numbers.people(ledger, institutions, "confirmed", day),
        numbers.experts(ledger, institutions, day),
    ]


def _away(
    ledger: Session, institutions: frozenset[int], day: date
) -> list[tuple[Somebody, Entry, str]]:
    """Who is on a mission, on which, and the address that they are written to."""
    rows = timeline.bookings(ledger, institutions, day, day)
    hidden = sight.hidden(ledger, {row.mission_id for row in rows})
    names = apart(row.expert for row in rows)
    taken = bookings.taken(ledger, [row.id for row in rows])
    return [
        (
            Somebody(row.expert_id, names[row.expert_id]),
            unseen_entry(row, taken) if row.mission_id in hidden else entry_of(row),
            row.expert.email or "",
        )
        for row in rows
    ]
