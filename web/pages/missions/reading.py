"""From the texts of a mission's form to facts that the ledger keeps, or to what to mend."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from db.facts import MissionFacts, RoleFacts
from web.http.forms import Sheet, printed
from web.http.keys import row_key
from web.http.rows import domains_of, languages_of
from web.language.labels import ACTIVITY_TYPES, KINDS, SERVICE_MODES, VENUES
from web.language.speech import gettext as _
from web.pages.missions.draft import MissionDraft, RoleDraft
from web.pages.missions.more import read_more
from web.service.choices import Choices, Option

Values = dict[str, Any]  # one type a field, the sheet's reader of that field sees to it

LONGEST_DAYS = 120
"""Days on site, or of travel, that a form accepts."""


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
    single = _single(sheet, offer)
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


def _single(sheet: Sheet, offer: Offer) -> Values:
    found: Values = {
        "title": sheet.text("title", _("Title"), required=True),
        "activity_type": sheet.choice("activity_type", _("Activity"), ACTIVITY_TYPES, True),
        "service_mode": sheet.choice("service_mode", _("Way of acting"), SERVICE_MODES, True),
        "programme_id": sheet.key("programme", _("Programme"), _keys(offer.choices.programmes)),
        "priority": sheet.whole("priority", _("Priority"), 1, 100) or 1,
        "notes": printed(sheet.texts.get("notes", "")),
        "half_day_starts": bool(sheet.texts.get("half_day_starts")),
        "plural": bool(sheet.texts.get("plural")),
    }
    return found | _where(sheet, offer) | _when(sheet) | _lengths(sheet)


def _where(sheet: Sheet, offer: Offer) -> Values:
    venue = sheet.choice("venue", _("Place"), VENUES, True)
    partner = sheet.key("partner", _("Partner parliament"), _keys(offer.choices.partners))
    if venue in ("abroad", "remote") and partner is None:
        sheet.wrong("partner", _("Partner parliament: needed unless the mission is at home."))
    institution = sheet.key("institution", _("Run by"), offer.own, True)
    return {"venue": venue, "partner_id": partner, "institution_id": institution}


def _when(sheet: Sheet) -> Values:
    first = sheet.date("window_first", _("First possible start"), required=True)
    last = sheet.date("window_last", _("Last possible start"), required=True)
    best = sheet.date("preferred", _("Best start"))
    if first and last and last < first:
        sheet.wrong("window_last", _("Last possible start: it lies before the first one."))
    elif first and last and best and not first <= best <= last:
        sheet.wrong("preferred", _("Best start: it lies outside the possible starts."))
    return {"window_first": first, "window_last": last, "preferred": best}


def _lengths(sheet: Sheet) -> Values:
    if not sheet.texts.get("length", "").strip():
        sheet.wrong("length", _("Days on site: please fill this in."))
    before = sheet.half_days("travel_before", _("Days of travel before"), 0, LONGEST_DAYS)
    after = sheet.half_days("travel_after", _("Days of travel after"), 0, LONGEST_DAYS)
    return {
        "length": sheet.half_days("length", _("Days on site"), 1, LONGEST_DAYS),
        "travel_before": before or 0,
        "travel_after": after or 0,
    }


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
