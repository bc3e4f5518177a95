"""What the pages of solving show."""

from datetime import timedelta
from typing import Any

from flask import Response, make_response, render_template
from sqlalchemy.orm import Session

from db.errors import DoubleBooking
from db.mapping.problem import FREEZE_DAYS
from db.models import JobRow, PlanRow, ScenarioRow
from db.moments import day_of
from db.queries import jobs, mission_titles, people, plans
from db.queries.holdings import live, rebased
from web.http import numbers
from web.http.ledger import reading
from web.language.dates import half_days
from web.language.sentences import sentence
from web.language.sentences.lacking import lacking_words
from web.service.belonging import apart
from web.service.clock import now
from web.service.local import local_zone, readers_today
from web.service.problem_cache import open_seats_of, problem_of_today, problem_to_plan
from web.service.reader import scope
from web.service.solving.changes import Changes, between, changes
from web.service.solving.clash_sentences import clash_sentences, clash_titles
from web.service.solving.clashing import decisions
from web.service.solving.curve import picture
from web.service.solving.dated import dated
from web.service.solving.queue import queue
from web.service.solving.result import news, tier_lines

Context = dict[str, Any]  # what a template is given


def ready(ledger: Session) -> Context:
    """What there is to solve, and how it stands."""
    problem = problem_to_plan(ledger, now().date())
    latest, today = jobs.latest(ledger, "solve"), readers_today(ledger)
    return {
        "is_empty": not problem.missions,
        "near": len(problem_of_today(ledger, now().date()).missions),
        "first_day": now().date() + timedelta(FREEZE_DAYS),
        "missions": numbers.missions_to_plan(problem, today, to_plan=FREEZE_DAYS),
        "experts": numbers.experts(ledger, scope(), today),
        "live": plans.live(ledger),
        "zone": local_zone(ledger, scope()),
        "open_job": jobs.open_solve(ledger, None),
        "queue": queue(ledger),
        "latest": latest,
        "latest_plan": plans.plan(ledger, latest.plan_id) if latest and latest.plan_id else None,
    }


def watched(ledger: Session, job: JobRow) -> Context:
    """How far a search is; once it has ended well, everything about its plan."""
    limit = int(job.asked.get("time_limit", 30))
    context: Context = {"news": news(job), "limit": limit, "is_open": job.state in jobs.OPEN}
    context["picture"] = picture(job.progress)
    context["scenario"] = ledger.get(ScenarioRow, job.asked.get("scenario", 0))
    context["queue"] = jobs.before(ledger, job)
    if job.state == "failed":
        context["failure"] = sentence(job.error_code or "job.died", job.error_facts or {})
        context["decisions"] = decisions(ledger, job)
    if job.state == "done" and job.plan_id is not None:
        context |= _found(ledger, job, job.plan_id)
    return context


def stale_page(plan_id: int, job_id: int) -> Response:
    """409: something else was published meanwhile, and this is what it changed."""
    with reading() as ledger:
        base, live = plans.plan(ledger, plan_id).parent_id, plans.live_id(ledger)
        found = changes(ledger, base, live)
    page = render_template("solve/stale.html", changes=found, job_id=job_id)
    return make_response(page, 409)


def clash_page(clash: DoubleBooking, job_id: int) -> Response:
    """409: somebody would be in two places, and this is who, where and when."""
    with reading() as ledger:
        missions = clash_titles(ledger, clash)
        experts = apart(people.by_ids(ledger, {each.expert_id for each in clash.conflicts}))
        said = clash_sentences(ledger, clash)
    whens = [half_days(each.half_days[0], each.half_days[-1]) for each in clash.conflicts]
    lines = list(zip(clash.conflicts, whens, said, strict=True))
    page = render_template(
        "solve/clash.html", lines=lines, experts=experts, missions=missions, job_id=job_id
    )
    return make_response(page, 409)


def _found(ledger: Session, job: JobRow, plan_id: int) -> Context:
    plan = plans.plan(ledger, plan_id)
    scenario = ledger.get(ScenarioRow, job.asked.get("scenario", 0))
    freeze_days = FREEZE_DAYS if scenario is None else scenario.freeze_days
    today = now().date()
    seats = open_seats_of(ledger, plan_id, today, scenario) if plan.state == "solved" else ()
    found, is_stale = _changed(ledger, plan)
    held = dated(ledger, plan)
    return {
        "plan": plan,
        "tiers": tier_lines(plan),
        "changes": found,
        "first_day": None if found.first is None else day_of(found.first).isoformat(),
        "open_seats": seats,
        "vacant_seats": numbers.vacant_seats_of(
            sum(seat.seats for seat in seats), today + timedelta(freeze_days), "#lacking"
        ),
        "lacking": lacking_words([seat.vacancy for seat in seats]),
        "titles": mission_titles.titles(ledger, {seat.mission_id for seat in seats}),
        "is_stale": is_stale,
        "dated": held,
        "with_dates": numbers.missions_with_dates(
            len(held), sum(each.filled for each in held), "#dated"
        ),
    }


def _changed(ledger: Session, plan: PlanRow) -> tuple[Changes, bool]:
    """What publishing a plan changes, or has changed, and whether it cannot be published."""
    if plan.state != "solved":
        return changes(ledger, plan.parent_id, plan.id), False
    over = rebased(ledger, plan)
    return between(ledger, live(ledger), over.holding), bool(over.clashing)
