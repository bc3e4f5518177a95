"""From saved facts to the texts of a form, and what is usual for each type of activity."""

from collections.abc import Mapping
from dataclasses import replace

from db.facts import MissionFacts, RoleFacts
from web.http.rows import ChosenNeed
from web.language.dates import days_text
from web.language.fields.mission import MISSION
from web.pages.missions.draft import MissionDraft, RoleDraft

USUAL: Mapping[str, Mapping[str, str]] = {
    "assessment": {
        **{"service_mode": "diagnosis", "venue": "abroad", "length": "5"},
        **{"travel_before": "1", "travel_after": "1", "seats": "2"},
    },
    "technical_assistance": {
        **{"service_mode": "diagnosis", "venue": "abroad", "length": "10"},
        **{"travel_before": "1", "travel_after": "1", "seats": "1"},
    },
    "training_mission": {
        **{"service_mode": "training", "venue": "abroad", "length": "5"},
        **{"travel_before": "1", "travel_after": "1", "seats": "2"},
    },
    "seminar": {
        **{"service_mode": "training", "venue": "abroad", "length": "3"},
        **{"travel_before": "1", "travel_after": "1", "seats": "3"},
    },
    "regional_seminar": {
        **{"service_mode": "training", "venue": "abroad", "length": "4"},
        **{"travel_before": "1", "travel_after": "1", "seats": "4"},
    },
    "working_visit": {
        **{"service_mode": "workshop", "venue": "home", "length": "5"},
        **{"travel_before": "0", "travel_after": "0", "seats": "3"},
    },
    "internship": {
        **{"service_mode": "workshop", "venue": "home", "length": "10"},
        **{"travel_before": "0", "travel_after": "0", "seats": "1"},
    },
    "cycle": {
        **{"service_mode": "workshop", "venue": "home", "length": "10"},
        **{"travel_before": "0", "travel_after": "0", "seats": "6"},
    },
    "follow_up": {
        **{"service_mode": "diagnosis", "venue": "remote", "length": "0.5"},
        **{"travel_before": "0", "travel_after": "0", "seats": "1"},
    },
}
"""Way of acting, place, days and seats of the first role, by type of activity."""


def new_draft(institution: int | None) -> MissionDraft:
    """An empty form, for one of the reader's institutions."""
    return MissionDraft(MISSION.fresh() | {"institution": _key(institution)})


def with_usual(draft: MissionDraft) -> MissionDraft:
    """The form with what is usual for its activity; what else was typed stays."""
    usual = dict(USUAL.get(draft.fields.get("activity_type", ""), {}))
    seats = usual.pop("seats", None)
    roles = draft.roles
    if seats and roles:
        roles = (replace(roles[0], count=seats), *roles[1:])
    return replace(draft, fields=dict(draft.fields) | usual, roles=roles)


def draft_of(facts: MissionFacts, version: str) -> MissionDraft:
    """The form of a saved mission."""
    return MissionDraft(
        fields=MISSION.filled(facts),
        speaks=tuple(ChosenNeed(code, cefr) for code, cefr in facts.languages.items()),
        roles=tuple(_role(role) for role in facts.roles) or (RoleDraft(),),
        banned=frozenset(str(key) for key in facts.banned),
        weekdays=frozenset(facts.weekdays or ""),
        after=tuple(ChosenNeed(str(key), days_text(lag)) for key, lag in facts.after.items()),
        further=tuple(str(key) for key in sorted(facts.further_partners)),
        version=version,
    )


def _role(facts: RoleFacts) -> RoleDraft:
    return RoleDraft(
        key=_key(facts.id),
        title=facts.title,
        count=str(facts.count),
        kind=facts.kind or "",
        domains=tuple(ChosenNeed(str(key), str(level)) for key, level in facts.domains.items()),
        languages=tuple(ChosenNeed(code, cefr) for code, cefr in facts.languages.items()),
        institutions=frozenset(str(key) for key in facts.institutions),
    )


def _key(key: int | None) -> str:
    return "" if key is None else str(key)
