"""The page of one mission."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import MissionBookingRow, MissionRow
from db.operations import mission_states
from db.operations.mission_states import NEXT
from db.queries import missions as queries
from db.queries import people, refusals, tokens
from db.queries.under_way import begun
from db.words import OVER, PLANNABLE, TRAVELS
from web.http.ledger import reading
from web.http.policy import roles, theirs
from web.http.version_field import written
from web.language import dates
from web.language.fields.mission import MISSION
from web.language.sentences import day_count
from web.language.speech import gettext as _
from web.language.stays import booked_words, clocks_of
from web.pages.missions.blueprint import bp
from web.pages.missions.filled_by import vacant_by_what
from web.pages.missions.listing import TONES
from web.service.answers.said import said_of
from web.service.choices import partner_names
from web.service.clock import now
from web.service.conflicts.shown import shown
from web.service.missions.agenda_lines import agenda_lines
from web.service.missions.possible import is_over, only_by_hand
from web.service.missions.story import story
from web.service.missions.view import team_view
from web.service.reader import the_reader
from web.service.refusal_lines import lines
from web.service.roles import STAFF, STAFFING


@bp.get("/<row:mission_id>")
@roles(*STAFF)
def show(mission_id: int) -> ResponseReturnValue:
    """One mission: what, when, where, with whom, and what was done."""
    with reading() as session:
        row = queries.mission(session, mission_id)
        return mission_page(session, row)


def mine(session: Session, mission_id: int) -> MissionRow:
    """A mission that an institution of the reader's runs, to be changed; any other is 404."""
    row = queries.mission(session, mission_id)
    theirs(row.institution_id)
    return row


def mission_page(
    session: Session,
    row: MissionRow,
    *,
    asked_state: str = "",
    reason: str = "",
    state_wrong: str = "",
) -> str:
    """The page; a change of state that was refused comes back as it was typed."""
    held = queries.dates(session, row.id)
    team = team_view(session, row, now().date())
    names = partner_names(session)
    said = said_of(session, queries.team(session, row.id))
    known = shown(session)
    return render_template(
        "missions/show.html",
        mission=row,
        fields=MISSION,
        held=held,
        is_over=is_over(row, now().date()),
        only_by_hand=only_by_hand(session, row, now().date()),
        held_days=_days(held, row),
        length_words=length_words(row),
        team=team.roles,
        language_gaps=team.gaps,
        vacant=vacant_by_what(session, row),
        filled=team.filled,
        seats=team.seats,
        has_fit=team.has_fit,
        banned=people.by_ids(session, [ban.expert_id for ban in row.bans]),
        orders=[
            (each, day_count(lag) if lag else "") for each, lag in queries.orders(session, row)
        ],
        weekdays=[dates.weekday_name(int(digit)) for digit in row.weekdays or ""],
        further=[names[each.partner_id] for each in row.further_partners],
        conflicts=known.of_mission(row.id),
        seat_conflicts=known.of_pair,
        noes=lines(refusals.standing_of(session, row.id)),
        agenda=agenda_lines(session, row),
        tone=TONES[row.state],
        answers={
            each.expert_id: (each.id, said.get(each.id)) for each in queries.team(session, row.id)
        },
        may_staff=the_reader().has(*STAFFING, institution=row.institution_id),
        can_answer=row.state not in OVER,
        can_staff=row.state in PLANNABLE and not begun(session, [row.id], now().date()),
        next_states=[state for state in NEXT[row.state] if state != "cancelled"],
        can_cancel="cancelled" in NEXT[row.state],
        asked_state=asked_state,
        reason=reason,
        state_wrong=state_wrong,
        shown=written(mission_states.seen(row)),
        tokens=tokens.tokens_of(session, "mission", row.id),
        history=story(session, row),
    )


def length_words(row: MissionRow) -> str:
    """Days on site, and the travel around them where there is any."""
    text = day_count(row.length)
    travel = row.travel_before + row.travel_after
    if not travel or row.venue != TRAVELS:
        return text
    return _("%(days)s, and %(travel)s of travel", days=text, travel=day_count(travel))


def _days(held: MissionBookingRow | None, mission: MissionRow) -> str:
    return "" if held is None else booked_words(held, clocks_of(mission, mission.institution))
