"""What differs between two versions of a mission's form, in words, for the page of a clash."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from db.text import order_key
from web.http.forms import FieldDifference, compare
from web.http.rows import ChosenNeed
from web.language.dates import weekday_name
from web.language.fields.mission import MISSION
from web.language.labels import label, tongue
from web.language.speech import gettext as _
from web.language.speech import listed
from web.pages.missions.draft import MissionDraft, RoleDraft
from web.service.choices import Choices, Option


@dataclass(frozen=True, slots=True)
class FormNaming:
    """The lists of the form, and names of experts and of earlier missions by their number."""

    choices: Choices
    people: Mapping[str, str]
    earlier: Mapping[str, str]


def differences(
    mine: MissionDraft, theirs: MissionDraft, naming: FormNaming
) -> list[FieldDifference]:
    """The fields that differ."""
    words = _Words(naming)
    return compare(words.of(mine), words.of(theirs))


class _Words:
    def __init__(self, naming: FormNaming) -> None:
        self.choices = naming.choices
        self.people = naming.people
        self.earlier = naming.earlier

    def of(self, draft: MissionDraft) -> dict[str, str]:
        """All fields by their name, as sentences show them."""
        banned = sorted(self.people.get(key, key) for key in draft.banned)
        several = {
            "speaks": self._tongues(draft.speaks),
            "banned": ", ".join([*banned, *filter(None, [draft.ban_more])]),
            **self._more(draft),
        }
        found = MISSION.words(draft.fields, self.choices.lists(), several)
        for k, role in enumerate(draft.roles):
            found[_("Role %(number)s", number=k + 1)] = self._role(role)
        return found

    def _more(self, draft: MissionDraft) -> dict[str, str]:
        weekdays = (weekday_name(int(each)) for each in sorted(draft.weekdays & set("1234567")))
        orders = (
            _("%(mission)s, days between: %(days)s", mission=name, days=order.level or 0)
            for order in draft.after
            for name in [self.earlier.get(order.what, order.what)]
        )
        further = sorted(
            (_name(self.choices.partners, key) for key in draft.further), key=order_key
        )
        return {
            "weekdays": ", ".join(weekdays),
            "after": listed(sorted(orders)),
            "further_partners": ", ".join(further),
        }

    def _role(self, role: RoleDraft) -> str:
        domains = (
            f"{_name(self.choices.domains, need.what)} ({label('level', need.level)})"
            for need in role.domains
        )
        places = sorted(
            (_name(self.choices.institutions, key) for key in role.institutions), key=order_key
        )
        kind = label("kind", role.kind) if role.kind else ""
        parts = (role.title, f"× {role.count}", kind, *domains, self._tongues(role.languages))
        return ", ".join(part for part in (*parts, *places) if part)

    def _tongues(self, needs: Collection[ChosenNeed]) -> str:
        return ", ".join(sorted(f"{tongue(need.what)} {need.level}" for need in needs))


def _name(options: Collection[Option], key: str) -> str:
    return next((option.name for option in options if str(option.key) == key), key)
