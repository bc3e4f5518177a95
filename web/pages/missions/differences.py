"""What differs between two versions of a mission's form, in words, for the page of a clash."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from db.text import order_key
from web.http.forms import FieldDifference, compare
from web.http.rows import ChosenNeed
from web.language.dates import decimal_sign, weekday_name
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
        found = self._plain(dict(draft.fields) | _plain_days(draft.fields))
        found[_("Somebody in the team speaks")] = self._tongues(draft.speaks)
        banned = sorted(self.people.get(key, key) for key in draft.banned)
        found[_("May not be in the team")] = ", ".join([*banned, *filter(None, [draft.ban_more])])
        found |= self._more(draft)
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
            _("It may start on"): ", ".join(weekdays),
            _("It follows"): listed(sorted(orders)),
            _("Further partners"): ", ".join(further),
        }

    def _plain(self, texts: Mapping[str, str]) -> dict[str, str]:
        lists = self.choices
        known: list[tuple[str, str, Callable[[str], str]]] = [
            (_("Title"), "title", str),
            (_("Activity"), "activity_type", lambda text: label("activity", text)),
            (_("Way of acting"), "service_mode", lambda text: label("mode", text)),
            (_("Programme"), "programme", lambda text: _name(lists.programmes, text)),
            (_("Priority"), "priority", str),
            (_("Notes"), "notes", str),
            (_("Place"), "venue", lambda text: label("venue", text)),
            (_("Partner parliament"), "partner", lambda text: _name(lists.partners, text)),
            (_("Run by"), "institution", lambda text: _name(lists.institutions, text)),
            (_("First possible start"), "window_first", str),
            (_("Last possible start"), "window_last", str),
            (_("Best start"), "preferred", str),
            (_("Days on site"), "length", str),
            (_("Days of travel before"), "travel_before", str),
            (_("Days of travel after"), "travel_after", str),
            (_("May start in the afternoon too"), "half_day_starts", _yes),
            (_("Two or more members come from at least two political groups"), "plural", _yes),
        ]
        return {name: word(texts[key]) if texts.get(key) else "" for name, key, word in known}

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


def _yes(text: str) -> str:
    return _("yes") if text else ""


def _plain_days(texts: Mapping[str, str]) -> dict[str, str]:
    """As the reader writes: `5,0`, `5.0` and `5` are one, and so are no travel and none said."""
    names, separator = ("length", "travel_before", "travel_after"), decimal_sign()
    same = {name: texts.get(name, "").replace(",", ".").removesuffix(".0") for name in names}
    return {name: text.replace(".", separator) or "0" for name, text in same.items()}
