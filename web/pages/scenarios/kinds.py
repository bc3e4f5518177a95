"""The changes that a form offers: by what they are about, each with its fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from web.language.codes import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """One change as a form asks for it: its name, and its fields in their order.

    `missions` is a field in which several may be chosen: one change for each, one step for all.
    """

    name: str
    fields: tuple[str, ...]


PEOPLE: Mapping[str, Kind] = {
    "expert.busy": Kind(N_("Somebody is not free"), ("expert", "first", "last")),
    "expert.free": Kind(N_("Somebody is free after all"), ("expert", "first", "last")),
    "expert.withdrawn": Kind(N_("Somebody cannot be sent at all"), ("expert",)),
    "expert.added": Kind(
        N_("Somebody who is only imagined"),
        ("name", "institution", "person_kind", "skills", "tongues"),
    ),
    "institution.sits": Kind(N_("An assembly sits"), ("institution", "first", "last")),
    "expert.days_max": Kind(N_("Days away at most"), ("expert", "most")),
    "expert.missions_max": Kind(N_("Missions at most"), ("expert", "most")),
    "expert.rest": Kind(N_("Rest between missions"), ("expert", "half_days")),
}
MISSIONS: Mapping[str, Kind] = {
    "mission.added": Kind(N_("A mission that is asked for is planned too"), ("asked",)),
    "mission.dropped": Kind(N_("Missions are not held"), ("missions",)),
    "mission.window": Kind(N_("Other possible starts"), ("mission", "first", "last")),
    "mission.shifted": Kind(N_("Missions move by some days"), ("missions", "days")),
    "mission.priority": Kind(N_("Another priority"), ("missions", "priority")),
    "mission.speaks": Kind(
        N_("Somebody in the team speaks a language, or need not"), ("mission", "language", "cefr")
    ),
    "role.count": Kind(N_("Another number of seats"), ("seat", "count")),
    "role.kind": Kind(N_("Members, officials, or everybody"), ("seat", "kind")),
    "role.domain": Kind(
        N_("A domain is required, or no longer required"), ("seat", "domain", "domain_level")
    ),
    "role.language": Kind(
        N_("A language is required, or no longer required"), ("seat", "language", "cefr")
    ),
}
DECISIONS: Mapping[str, Kind] = {
    "pin.start": Kind(N_("Pin a date"), ("mission", "start")),
    "unpin.start": Kind(N_("Open a date again"), ("missions",)),
    "pin.expert": Kind(N_("Pin somebody to a seat"), ("seat", "expert")),
    "unpin.expert": Kind(N_("Open a pinned seat again"), ("mission", "expert")),
    "mission.banned": Kind(N_("Keep somebody out of a mission"), ("mission", "expert")),
    "mission.admitted": Kind(N_("Let somebody in again"), ("mission", "expert")),
}
BOUNDS: Mapping[str, Kind] = {
    "programme.half_days": Kind(N_("Work of a programme"), ("programme", "work")),
    "programme.share": Kind(N_("Share of an institution"), ("programme", "institution", "work")),
    "programme.budget": Kind(N_("Budget of a programme"), ("programme", "money")),
    "institution.days_max": Kind(
        N_("Days away at most, for everybody of an institution"), ("institution", "most")
    ),
    "institution.missions_max": Kind(
        N_("Missions at most, for everybody of an institution"), ("institution", "most")
    ),
    "institution.rest": Kind(
        N_("Rest between missions, for everybody of an institution"), ("institution", "half_days")
    ),
    "horizon.until": Kind(N_("Look no further than a day"), ("until",)),
    "objective.weights": Kind(N_("How much fit, shared load and wished dates weigh"), ("weights",)),
}
FAMILIES: Mapping[str, Mapping[str, Kind]] = {
    N_("People"): PEOPLE,
    N_("Missions"): MISSIONS,
    N_("Decisions"): DECISIONS,
    N_("Limits and weights"): BOUNDS,
}
KINDS: Mapping[str, Kind] = {**PEOPLE, **MISSIONS, **DECISIONS, **BOUNDS}
