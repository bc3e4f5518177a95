"""The page of a mission's form: what can be chosen in it, and what stands in it."""

from flask import render_template, request
from sqlalchemy.orm import Session

from db.models import MissionRow
from db.queries import people
from web.http.forms import FieldDifference, Sheet
from web.http.keys import row_key
from web.http.pickers import MOST, People, everybody
from web.language.fields.mission import MISSION
from web.pages.missions.draft import MissionDraft
from web.pages.missions.more import earlier_options, weekday_options
from web.pages.missions.reading import Offer, names
from web.service.belonging import lines
from web.service.choices import load_choices
from web.service.gate_sentences import Told
from web.service.reader import scope


def form_page(
    session: Session,
    row: MissionRow | None,
    draft: MissionDraft,
    sheet: Sheet,
    comparison: list[FieldDifference] | None = None,
    gate: Told | None = None,
) -> str:
    """The form of a mission, of a new one where there is no row."""
    choices = load_choices(session, scope())
    return render_template(
        "missions/form.html",
        mission=row,
        draft=draft,
        sheet=sheet,
        comparison=comparison,
        gate=gate or Told(),
        word=request.form.get("word", ""),
        fields=MISSION,
        choices=choices,
        lists=choices.lists(scope()),
        banned=banned_people(session, draft, also=_namesakes(session, draft)),
        held_languages=_spoken(draft),
        earlier=earlier_options(session, row),
        weekdays=weekday_options(),
    )


def offer(session: Session, row: MissionRow | None, draft: MissionDraft) -> Offer:
    """What may be chosen in the form, also of people whom typed names may mean."""
    choices = load_choices(session, scope())
    named = _named(session, draft)
    also = _namesakes(session, draft)
    known = frozenset(int(key) for key, _name in banned_people(session, draft, also=also))
    earlier = frozenset(option.key for option in earlier_options(session, row))
    return Offer(choices, scope(), named, known, earlier)


def banned_people(
    session: Session, *drafts: MissionDraft, also: frozenset[int] = frozenset()
) -> list[tuple[str, str]]:
    """Number and line of everybody whom the forms ban, or perhaps mean to."""
    sent = (row_key(key) for draft in drafts for key in draft.banned)
    rows = people.by_ids(session, {key for key in sent if key is not None} | also)
    named = lines(rows)
    return [(str(row.id), named[row.id]) for row in rows]


def _namesakes(session: Session, draft: MissionDraft) -> frozenset[int]:
    """Those whom a typed name may mean where it is not one person's."""
    found = _named(session, draft).values()
    return frozenset(key for meant in found if len(meant) > 1 for key in meant[:MOST])


def _named(session: Session, draft: MissionDraft) -> dict[str, tuple[int, ...]]:
    """Whom each name means that was typed of people to be kept out."""
    typed = names(draft.ban_more)
    known = everybody(session) if typed else People(())
    return {name: tuple(int(key) for key, _line in known.find(name)) for name in typed}


def _spoken(draft: MissionDraft) -> set[str]:
    needs = (*draft.speaks, *(need for role in draft.roles for need in role.languages))
    return {need.what for need in needs}
