"""Plans and answers as JSON: `hemicycle/plan@1`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matcher.files.build import Builder
from matcher.files.documents import Document, is_sound, parse, schema_flaws
from matcher.files.flaws import Flaw, PlanUnreadable
from matcher.files.sound_document import SoundDocument, day_flaws
from matcher.halfdays import Horizon
from matcher.plan import (
    Answer,
    FunnelStep,
    PinRef,
    Plan,
    TierResult,
    Unlock,
    Vacancy,
)
from matcher.problem import ExpertId, Held, Language, MissionId, RoleId

FORMAT = "hemicycle/plan@1"


def read_plan(text: str | bytes, horizon: Horizon) -> Plan:
    """Who sits where and when, as a plan file says it; its claims are not read.

    Raises: PlanUnreadable with every flaw of the file.
    """
    return _plan(_document(text), horizon)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file as it is: the answer, and which tiers it calls optimal.

    What a file does not say is None: a bare plan claims nothing.
    """

    answer: Answer
    optimal: tuple[bool, ...]
    measures: Mapping[str, int] | None
    tiers: tuple[TierResult, ...] | None
    vacancies: tuple[Vacancy, ...] | None


def read_plan_file(text: str | bytes, horizon: Horizon) -> PlanFile:
    """A plan file with all it claims; `matcher.claims` holds the claims against the plan.

    Raises: PlanUnreadable with every flaw of the file.
    """
    document = _document(text)
    answer = _answer(document, horizon)
    return PlanFile(
        answer=answer,
        optimal=tuple(bool(tier["optimal"]) for tier in document.get("tiers", ())),
        measures=document.get("measures"),
        tiers=answer.tiers if "tiers" in document else None,
        vacancies=answer.vacancies if "vacancies" in document else None,
    )


def _answer(document: Document, horizon: Horizon) -> Answer:
    tiers = document.get("tiers", ())
    return Answer(
        status=document["status"],
        plan=_plan(document, horizon) if "missions" in document else None,
        measures=document.get("measures", {}),
        tiers=tuple(TierResult(int(tier["value"]), int(tier["bound"])) for tier in tiers),
        vacancies=tuple(_vacancy(row) for row in document.get("vacancies", ())),
        conflict=tuple(_pin_ref(row) for row in document.get("conflict", ())),
        seconds=float(document.get("seconds", 0)),
    )


def write_plan(plan: Plan, horizon: Horizon) -> Document:
    """The `missions` of a plan file: every mission with its start and its team."""
    return {mission: _held(held, horizon) for mission, held in plan.missions.items()}


def write_answer(answer: Answer, horizon: Horizon) -> Document:
    """A whole plan file; an answer without a plan has no missions, measures or tiers."""
    document: Document = {"format": FORMAT, "status": answer.status}
    if answer.plan is not None:
        document["missions"] = write_plan(answer.plan, horizon)
        document["measures"] = dict(answer.measures)
        document["tiers"] = [
            {"value": tier.value, "bound": tier.bound, "optimal": tier.optimal}
            for tier in answer.tiers
        ]
        document["vacancies"] = [_vacancy_row(vacancy) for vacancy in answer.vacancies]
    if answer.conflict:
        document["conflict"] = [_pin_row(pin) for pin in answer.conflict]
    document["seconds"] = round(answer.seconds, 3)
    return document


def _document(text: str | bytes) -> Document:
    document, flaws = parse(text)
    if not flaws:
        flaws = schema_flaws(document, "plan")
        if isinstance(document, dict) and is_sound(flaws):
            flaws += _date_flaws(SoundDocument(document, flaws))
    if flaws:
        raise PlanUnreadable(flaws)
    return document  # type: ignore[no-any-return]  # the schema has passed it


def _date_flaws(sound: SoundDocument) -> Iterator[Flaw]:
    for path, _, held in sound.entries("missions"):
        if held.get("start") is not None:
            yield from day_flaws((*path, "start"), held["start"])


def _plan(document: Document, horizon: Horizon) -> Plan:
    return Plan(Builder(horizon).held_by_mission(document.get("missions", {})))


def _held(held: Held, horizon: Horizon) -> Document:
    return {
        "start": None if held.start is None else horizon.moment(held.start),
        "team": {role: list(seated) for role, seated in held.team.items() if seated},
    }


def _vacancy(row: dict[str, Any]) -> Vacancy:  # Any: JSON that the schema has passed
    return Vacancy(
        mission=MissionId(row["mission"]),
        role=RoleId(row["role"]) if "role" in row else None,
        seats=int(row.get("seats", 0)),
        language=Language(row["language"]) if "language" in row else None,
        funnel=tuple(FunnelStep(step["step"], int(step["left"])) for step in row["funnel"]),
        unlocks=tuple(
            Unlock(
                unlock["code"],
                tuple(unlock["patch"]),
                tuple(unlock["tiers"]),
                ExpertId(unlock["expert"]) if "expert" in unlock else None,
            )
            for unlock in row["unlocks"]
        ),
    )


def _vacancy_row(vacancy: Vacancy) -> Document:
    seat: Document = (
        {"language": vacancy.language}
        if vacancy.role is None
        else {"role": vacancy.role, "seats": vacancy.seats}
    )
    funnel = [{"step": step.step, "left": step.left} for step in vacancy.funnel]
    unlocks = [_unlock_row(unlock) for unlock in vacancy.unlocks]
    return {"mission": vacancy.mission, **seat, "funnel": funnel, "unlocks": unlocks}


def _unlock_row(unlock: Unlock) -> Document:
    who = {} if unlock.expert is None else {"expert": unlock.expert}
    patch = [dict(step) for step in unlock.patch]
    return {"code": unlock.code, "patch": patch, **who, "tiers": list(unlock.tiers)}


def _pin_ref(row: dict[str, Any]) -> PinRef:  # Any: JSON that the schema has passed
    return PinRef(
        MissionId(row["mission"]),
        row.get("start"),
        RoleId(row["role"]) if "role" in row else None,
        ExpertId(row["expert"]) if "expert" in row else None,
    )


def _pin_row(pin: PinRef) -> Document:
    if pin.role is None:
        return {"mission": pin.mission, "start": pin.start}
    return {"mission": pin.mission, "role": pin.role, "expert": pin.expert}
