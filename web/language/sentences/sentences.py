"""Sentences by code, one family after the other. Codes never change; sentences may.

`expert` is whom it is said of; the other gaps are the code's own facts, as
`web.language.sentences.facts` words them.
"""

from collections.abc import Mapping

from web.language.codes import N_

START: Mapping[str, str] = {
    "start.outside_window": N_("%(start)s is not a possible start; possible: %(window)s."),
    "start.weekday": N_("%(start)s is a %(weekday)s; possible only: %(allowed)s."),
    "start.afternoon": N_("%(start)s is not possible: it must start in the morning."),
    "start.outside_horizon": N_(
        "With its travel it would take %(away)s, which is not entirely within the days planned."
    ),
    "start.closed": N_("%(start)s is not possible: %(whose)s, %(closed)s."),
    "start.closed_because": N_("%(start)s is not possible: %(whose)s, %(closed)s (%(why)s)."),
    "start.taken_by_partner": N_(
        "%(start)s is not possible: the partner parliament receives %(why)s then."
    ),
    "start.taken_by_institution": N_(
        "%(start)s is not possible: the institution hosts %(why)s then."
    ),
}
AVAILABILITY: Mapping[str, str] = {
    "availability.busy": N_("%(expert)s is not available, %(days)s."),
    "availability.busy_because": N_("%(expert)s is not available, %(days)s: %(why)s."),
    "availability.double": N_("%(expert)s is already booked for %(other)s, %(days)s."),
    "availability.elsewhere": N_("%(expert)s is already booked elsewhere, %(days)s."),
    "availability.session_at_night": N_(
        "For %(expert)s the video session would begin before 7:00 or end after 21:00."
    ),
    "availability.horizon": N_(
        "%(expert)s would be needed %(days)s, which is not entirely within the days planned."
    ),
    "rest.too_short": N_(
        "%(expert)s would have only %(gap)s of rest between this and %(other)s; agreed: %(rest)s."
    ),
}
REQUIREMENTS: Mapping[str, str] = {
    "role.kind": N_("%(expert)s: required: %(needed)s; is: %(held)s."),
    "role.institution": N_("%(expert)s is of %(held)s; the role is for %(needed)s."),
    "role.domain": N_("%(expert)s, %(domain)s: required: “%(needed)s”; has: “%(held)s”."),
    "role.language": N_("%(expert)s, %(language)s: required: %(needed)s; has: %(held)s."),
    "expert.never_free": N_("%(expert)s is not available on any of the possible dates."),
    "expert.never_free_because": N_(
        "%(expert)s is not available on any of the possible dates: %(why)s."
    ),
    "start.none": N_(
        "There is no possible start: its window, days of the week, travel, closures and other "
        "missions at the same place leave none."
    ),
    "expert.banned": N_("%(expert)s is kept out of this team; let them in first."),
    "expert.excludes_partner": N_("%(expert)s must not be sent to %(partner)s."),
}
LIMITS: Mapping[str, str] = {
    "limits.missions": N_("%(expert)s would have %(missions)s; at most %(most)s."),
    "limits.days": N_("%(expert)s would be away %(half_days)s; at most %(most)s."),
    "programme.half_days": N_("%(programme)s would take %(half_days)s of work; at most %(most)s."),
    "programme.share": N_(
        "%(programme)s would take %(half_days)s of work from %(institution)s; at most %(most)s."
    ),
    "programme.budget": N_("%(programme)s would cost %(cost)s; at most %(most)s."),
    "places.full": N_("%(place)s would have %(there)s at the same time; at most %(at_once)s."),
    "places.shared": N_(
        "%(place)s would have %(there)s beside %(missions)s planned elsewhere; at most "
        "%(at_once)s at the same time."
    ),
}
TEAM: Mapping[str, str] = {
    "plurality.one_group": N_("All members in the team are of one group: %(group)s."),
    "seat.not_held": N_("There are people in the team, but no date."),
    "mission.not_held": N_("It has no date in the plan."),
    "seat.taken": N_("The role is full: %(experts)s."),
    "seat.too_many": N_("Too many for the role: %(seated)s, %(count)s."),
    "seat.twice": N_("%(expert)s has two seats in this team."),
    "order.not_held": N_("It comes after %(after)s, which has no date."),
    "order.too_early": N_("It comes after %(after)s and cannot start before %(earliest)s."),
    "pin.not_held": N_("It is pinned and must have a date."),
    "pin.start_moved": N_("Its date is pinned to %(pinned)s: unpin it first."),
    "pin.expert_missing": N_("%(expert)s is pinned to this team: unpin them first."),
    "pin.start_agreed": N_(
        "The partner counts on %(pinned)s: whoever publishes another date must tell them."
    ),
    "pin.expert_agreed": N_(
        "%(expert)s is in the team agreed with the partner: whoever publishes another team says "
        "who agreed to it, or the mission is proposed again."
    ),
    "pin.not_held_agreed": N_(
        "The partner counts on the mission’s date: whoever takes it away must tell them."
    ),
    "plan.unknown_mission": N_("The plan names a mission that is not to be planned."),
    "plan.unknown_role": N_("The plan names a role that the mission does not have."),
    "plan.unknown_expert": N_("The plan names somebody who is not on the roster."),
}
PROMISED: Mapping[str, str] = {
    "pin.start_moved": "pin.start_agreed",
    "pin.expert_missing": "pin.expert_agreed",
    "pin.not_held": "pin.not_held_agreed",
}
"""What is said in the place of a pin where the partner's word is all that holds it."""
ANSWERS: Mapping[str, str] = {
    "answer.declined": N_("%(expert)s declines, %(days)s."),
    "answer.not_then": N_("%(expert)s cannot take part, %(days)s."),
    "answer.other_dates": N_("%(expert)s cannot take part %(days)s and proposes %(proposed)s."),
}
FLAWS: Mapping[str, str] = {
    "busy.overlaps": N_(
        "Another absence is noted for some of these days: %(label)s, %(days)s. Take it back first, "
        "or choose other days."
    ),
    "field.required": N_("Please fill this in."),
    "number.too_small": N_("At least %(least)s."),
    "number.outside": N_("From %(least)s to %(most)s."),
    "range.ends_before_start": N_("The end lies before the start."),
    "window.too_long": N_(
        "From %(opens)s to %(closes)s is %(reach)s: possible starts span one year at most. "
        "Is one of the years a slip?"
    ),
    "window.too_far": N_(
        "%(closes)s is too far ahead: missions are planned for %(years)s years, until %(until)s. "
        "Is the year a slip?"
    ),
    "mission.needs_partner": N_("Partner parliament: needed unless the mission is at home."),
    "reference.unknown": N_("This is not there any more: choose again."),
    "after.cycle": N_(
        "It follows: this way it would come after itself, %(path)s. Take one of these away."
    ),
    "scenario.closed": N_("This scenario is closed: it proposes nothing any more."),
    "address.stopped": N_("This address is stopped: make another one."),
    "expert.departed": N_("They have left the institution: calendar addresses are stopped."),
    "agenda.link_not_https": N_("The link must be a secure address: it begins with “https”."),
    "agenda.other_clock": N_(
        "The place has changed meanwhile, and with it the local time: check the times."
    ),
    "agenda.speaker_outside_team": N_("Speakers are people of the team: choose again."),
    "mission.no_date": N_("It has no published date yet: staff it by hand, or publish a plan."),
    "mission.held_already": N_(
        "The mission has been held: it may be corrected, but not last until %(start)s."
    ),
    "mission.not_over": N_("It can be delivered from its last half-day on: %(start)s."),
    "weekdays.unknown": N_("Days of the week are 1 to 7."),
    "wish.both": N_("Wishes: a partner cannot be both wished for and left out."),
}
JOBS: Mapping[str, str] = {
    "question.gone": N_("The mission, the role or the person is not part of the plan any more."),
    "question.refused": N_("They have declined this mission, and the refusal has not been lifted."),
    "trial.no_plan": N_("No plan is published: there is nothing to try."),
    "trial.broken_plan": N_("The plan does not hold any more: repair its conflicts first."),
    "job.died": N_("The search was interrupted %(attempts)s and was abandoned. Try again later."),
    "plan.infeasible": N_("What is decided already clashes. Lift one of these decisions:"),
    "plan.unknown": N_("No plan was found in the time given. Allow more time."),
}

SENTENCES: Mapping[str, str] = {
    **START,
    **AVAILABILITY,
    **REQUIREMENTS,
    **LIMITS,
    **TEAM,
    **ANSWERS,
    **FLAWS,
    **JOBS,
}
