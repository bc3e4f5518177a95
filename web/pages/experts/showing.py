"""The page of one expert."""

from datetime import date, timedelta

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import BookingRow, BusyRow, ExpertRow
from db.moments import day_of, half_day, last_half_day
from db.queries import answers as known_answers
from db.queries import audit, bookings, refusals, sight, sources, tokens
from db.queries import experts as queries
from web.http.forms import Mistake, Sheet
from web.http.ledger import reading
from web.http.pictures import add_months, year_rows
from web.http.policy import roles
from web.http.year_picture import bounds, legend, marks
from web.language import dates
from web.language.sentences import day_count
from web.language.sentences.history import history_lines
from web.language.speech import listed
from web.language.stays import booked_words, clocks_of
from web.pages.experts.blueprint import bp
from web.pages.experts.calendar_states import states
from web.service.answers.said import said_of
from web.service.choices import domain_options, partner_names
from web.service.conflicts.shown import shown as conflicts_shown
from web.service.local import today_in
from web.service.plans.entries import place
from web.service.reader import the_reader
from web.service.refusal_lines import lines
from web.service.roles import KEEPERS, STAFF, STAFFING
from web.service.typed_secrets import sayable

YEAR = timedelta(days=365)
"""How far back the load of an expert is counted."""


@bp.get("/<row:expert_id>")
@roles(*STAFF, "expert", "assistant")
def show(expert_id: int) -> ResponseReturnValue:
    """What is known of somebody, their year, missions and calendar addresses."""
    with reading() as session:
        return expert_page(session, visible(session, expert_id))


def visible(session: Session, expert_id: int) -> ExpertRow:
    """An expert of the reader's institutions, or themselves; anybody else is 404."""
    reader, row = the_reader(), queries.expert(session, expert_id)
    if expert_id in reader.experts or row.institution_id in reader.institutions(*STAFF):
        return row
    return abort(404)


def expert_page(
    session: Session, row: ExpertRow, mistakes: tuple[Mistake, ...] = (), month: date | None = None
) -> str:
    """The page; an absence that could not be kept comes back as it was typed.

    It shows the year from a month on: the one given, asked for in the address, or today's.
    """
    today = today_in(row.institution.timezone)
    first, last = bounds(month or _asked_month() or today)
    low, high = half_day(first), last_half_day(last)
    busy = queries.busy(session, row.id, low, high)
    booked = queries.bookings(session, row.id)
    reader = the_reader()
    is_readers = row.id in reader.experts
    if is_readers and not sight.homes(session):
        sight.look(session, None)  # All of this page is about themselves.
    hidden = frozenset() if is_readers else sight.hidden(session, {b.mission_id for b in booked})
    taken = bookings.taken(session, [each.id for each in booked])
    shown = marks(row, busy, booked, first, hidden, taken)
    booked = [each for each in booked if each.mission_id not in hidden]
    ahead = [each for each in booked if day_of(each.returns) >= today]
    return render_template(
        "experts/show.html",
        expert=row,
        has_left=queries.has_left(row, today),
        domains={option.key: option.name for option in domain_options(session)},
        partners=partner_names(session),
        year=year_rows(first, shown, frozenset(int(day) for day in row.institution.weekend)),
        legend=legend(shown),
        first=first,
        last=last,
        earlier=add_months(first, -12),
        later=add_months(first, 12),
        busy=busy,
        calendars=states(sources.sources_of(session, row.id), row.institution.timezone),
        ahead=ahead,
        askable=[each for each in ahead if known_answers.is_ahead(each, today)],
        conflicts=conflicts_shown(session).of_expert(row.id),
        seat_conflicts=conflicts_shown(session).of_seat,
        noes=lines(refusals.of_expert(session, row.id)),
        past=[each for each in reversed(booked) if day_of(each.returns) < today],
        ahead_words=listed(f"{each.mission.title}, {trip(each)}" for each in ahead),
        trip=trip,
        place=place,
        answers=said_of(session, ahead),
        busy_days=busy_days,
        rest=day_count(row.rest),
        load=_load(session, row, today),
        may_edit=reader.has(*STAFFING, institution=row.institution_id),
        may_link=reader.has(*KEEPERS, institution=row.institution_id) or row.id in reader.experts,
        tokens=tokens.tokens_of(session, "expert", row.id),
        history=history_lines(audit.history(session, "expert", row.id, 20)),
        typed=sayable(request.form),
        wrong=Sheet({}, list(mistakes)).wrong_by_field,
        mistakes=mistakes,
    )


def trip(row: BookingRow) -> str:
    """The dates of a booking in words."""
    return booked_words(row, clocks_of(row.mission, row.expert.institution))


def busy_days(row: BusyRow) -> str:
    """The days of an absence in words; a half-day at an end is said."""
    return dates.half_days(row.first, row.last)


def _load(session: Session, row: ExpertRow, today: date) -> dict[str, str]:
    """Days taken in the last year and from today on, and how many are left."""
    past = queries.load(session, row.id, half_day(today - YEAR), half_day(today) - 1)
    ahead = queries.load(session, row.id, half_day(today), last_half_day(today + YEAR))
    left = None if row.days_max is None else max(0, 2 * row.days_max - ahead)
    return {
        "past": day_count(past),
        "ahead": day_count(ahead),
        "left": "" if left is None else day_count(left),
    }


def _asked_month() -> date | None:
    try:
        month = date.fromisoformat(f"{request.args.get('from', '')}-01")
    except ValueError:
        return None
    return month if 1990 <= month.year <= 2190 else None
