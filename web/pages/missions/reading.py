"""From the texts of a mission's form to facts that the ledger keeps, or to what to mend."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from db.facts import MissionFacts, RoleFacts
from web.http.field_reading import read_fields
from web.http.forms import Sheet
from web.http.keys import row_key
from web.http.rows import domains_of, languages_of
from web.language.fields.mission import MISSION
from web.language.labels import KINDS
from web.language.speech import gettext as _
from web.pages.missions.draft import MissionDraft, RoleDraft
from web.pages.missions.more import read_more
from web.service.choices import Choices, Option


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen: the lists, the reader's own institutions, and people.

    `named` says whom a typed name means, `people` which of the numbers sent are somebody's,
    `earlier` which missions may come before.
    """

    choices: Choices
    own: frozenset[int]
    named: Mapping[str, tuple[int, ...]]
    people: frozenset[int] = frozenset()
    earlier: frozenset[int] = frozenset()


def read_facts(draft: MissionDraft, offer: Offer) -> tuple[MissionFacts | None, Sheet]:
    """The facts, or None where the sheet says what is wrong."""
    sheet = Sheet(texts(draft))
    single = read_fields(sheet, MISSION, offer.choices.lists(offer.own))
    speaks = languages_of(sheet, "speaks", draft.speaks)
    roles = tuple(_role(sheet, k, role, offer) for k, role in enumerate(draft.roles))
    banned = _banned(sheet, draft, offer)
    single |= read_more(sheet, draft, offer.choices, offer.earlier)
    if sheet.mistakes:
        return None, sheet
    return MissionFacts(**single, languages=speaks, roles=roles, banned=banned), sheet


def texts(draft: MissionDraft) -> dict[str, str]:
    """All single texts of the form by field name, as its fields show them."""
    found = dict(draft.fields) | {"ban_more": draft.ban_more}
    for k, order in enumerate(draft.after):
        found[f"after-{k}-level"] = order.level
    for k, role in enumerate(draft.roles):
        found[f"role-{k}-title"] = role.title
        found[f"role-{k}-count"] = role.count
        found[f"role-{k}-kind"] = role.kind
    return found


def _role(sheet: Sheet, k: int, role: RoleDraft, offer: Offer) -> RoleFacts:
    at, name = f"role-{k}", _("Role %(number)s", number=k + 1)
    if not role.count.strip():
        sheet.wrong(f"{at}-count", _("%(role)s: how many seats?", role=name))
    return RoleFacts(
        id=row_key(role.key),
        title=sheet.text(f"{at}-title", _("%(role)s, its name", role=name), 120),
        count=sheet.whole(f"{at}-count", _("%(role)s, seats", role=name), 1, 99) or 1,
        kind=sheet.choice(f"{at}-kind", name, KINDS),  # type: ignore[arg-type]  # checked there
        domains=domains_of(sheet, f"{at}-domain", role.domains, _keys(offer.choices.domains)),
        languages=languages_of(sheet, f"{at}-language", role.languages),
        institutions=_institutions(role, _keys(offer.choices.institutions)),
    )


def _institutions(role: RoleDraft, known: Collection[int]) -> frozenset[int]:
    return frozenset(key for key in known if str(key) in role.institutions)


def _banned(sheet: Sheet, draft: MissionDraft, offer: Offer) -> frozenset[int]:
    found = {key for key in offer.people if str(key) in draft.banned}
    asked = names(draft.ban_asked)
    for name in names(draft.ban_more):
        meant = offer.named.get(name, ())
        if len(meant) == 1:
            found.add(meant[0])
        elif meant:
            # Who is ticked may have been so before the name was typed: then nobody has chosen yet.
            if name not in asked or not found & {*meant}:
                said = _("Several people are called %(name)s: tick whom you mean.", name=name)
                sheet.wrong("ban_more", said)
        else:
            sheet.wrong("ban_more", _("Nobody is called %(name)s.", name=name))
    return frozenset(found)


def names(typed: str) -> list[str]:
    """The names in a field where semicolons separate them."""
    return [name for part in typed.split(";") if (name := " ".join(part.split()))]


def _keys(options: Collection[Option]) -> frozenset[int]:
    return frozenset(option.key for option in options)
