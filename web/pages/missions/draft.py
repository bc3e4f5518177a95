"""A mission as its form holds it: texts only, so that nothing typed is ever lost.

Field names: `title`, …; `speaks-0-language`, `speaks-0-level`; `role-0-title`,
`role-0-domain-1-domain`, `role-0-domain-1-level`, `role-0-language-0-…`,
`role-0-institution` (several); `weekdays` (several), `after-0-mission`, `after-0-level`,
`further_partners-0-partner`. Rows left empty are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from web.http.rows import ChosenNeed, Fields, indices, read_needs
from web.language.fields.mission import MISSION


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """One role's fieldset; `key` is the number of the saved role, empty for a new one."""

    key: str = ""
    title: str = ""
    count: str = "1"
    kind: str = ""
    domains: tuple[ChosenNeed, ...] = ()
    languages: tuple[ChosenNeed, ...] = ()
    institutions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MissionDraft:
    """The whole form; `version` is what it showed when it was opened."""

    fields: Mapping[str, str] = field(default_factory=dict)
    speaks: tuple[ChosenNeed, ...] = ()
    roles: tuple[RoleDraft, ...] = (RoleDraft(),)
    banned: frozenset[str] = frozenset()
    ban_more: str = ""
    ban_asked: str = ""
    weekdays: frozenset[str] = frozenset()
    after: tuple[ChosenNeed, ...] = ()
    further: tuple[str, ...] = ()
    version: str = ""

    @property
    def has_more(self) -> bool:
        """Is anything filled in of what few missions need?"""
        return bool(self.weekdays or self.after or self.further)

    def with_role(self) -> "MissionDraft":
        """The same form with one more empty role."""
        return replace(self, roles=(*self.roles, RoleDraft()))

    def without_role(self, index: int) -> "MissionDraft":
        """The same form with one role fewer."""
        return replace(self, roles=tuple(r for k, r in enumerate(self.roles) if k != index))


def read_draft(form: Fields) -> MissionDraft:
    """What was typed, exactly."""
    return MissionDraft(
        fields=MISSION.typed(form.get),
        speaks=read_needs(form, "speaks", "language"),
        roles=tuple(_role(form, f"role-{k}") for k in indices(form, "role")),
        banned=frozenset(form.getlist("banned")),
        ban_more=form.get("ban_more", ""),
        ban_asked=form.get("ban_asked", ""),
        weekdays=frozenset(form.getlist("weekdays")),
        after=read_needs(form, "after", "mission"),
        further=_further(form),
        version=form.get("version", ""),
    )


def _further(form: Fields) -> tuple[str, ...]:
    at = "further_partners"
    chosen = (form.get(f"{at}-{k}-partner", "") for k in indices(form, at))
    return tuple(dict.fromkeys(partner for partner in chosen if partner))


def _role(form: Fields, at: str) -> RoleDraft:
    return RoleDraft(
        key=form.get(f"{at}-key", ""),
        title=form.get(f"{at}-title", ""),
        count=form.get(f"{at}-count", ""),
        kind=form.get(f"{at}-kind", ""),
        domains=read_needs(form, f"{at}-domain", "domain"),
        languages=read_needs(form, f"{at}-language", "language"),
        institutions=frozenset(form.getlist(f"{at}-institution")),
    )
