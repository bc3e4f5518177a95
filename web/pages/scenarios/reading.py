"""A change read from its form, every mistake beside its field."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from db.moments import half_day
from db.words import CEFR
from matcher.problem import MissionId, Problem
from matcher.scenario import Change
from web.http.forms import Sheet, start_text
from web.http.pickers import People
from web.language.codes import N_
from web.language.speech import gettext as _
from web.pages.scenarios.kinds import KINDS

LONGEST_SHIFT = 366
MOST_SEATS = 20
IMAGINED_ROWS = 3
"""Domains and languages of somebody imagined, each at most."""
MOST_WEIGHT = 1000
Facts = dict[str, object]


@dataclass(slots=True)
class ChangeForm:
    """The form of one kind of change, over the problem of its scenario.

    `chosen` are the missions ticked where several may be; `asked` are missions, id by id, that
    are asked for and not planned.
    """

    code: str
    sheet: Sheet
    problem: Problem
    asked: Mapping[str, str]
    chosen: Sequence[str] = field(default_factory=tuple)
    people: People = field(default_factory=lambda: People(()))

    def changes(self) -> list[Change]:
        """The changes of the form; empty where something has to be mended first."""
        facts: Facts = {}
        for name in KINDS[self.code].fields:
            facts |= _READERS[name](self)
        if self.sheet.mistakes:
            return []
        if "missions" not in KINDS[self.code].fields:
            return [Change(self.code, facts)]
        return [Change(self.code, {"mission": each, **facts}) for each in self.chosen]

    def named(self, name: str, label: str, allowed: Collection[str]) -> str | None:
        """One of the things that the problem knows."""
        return self.sheet.choice(name, label, allowed, required=True)

    def whole(self, name: str, label: str, least: int, most: int) -> int | None:
        """A whole number that has to be there."""
        found = self.sheet.whole(name, label, least, most)
        if found is None and not self.sheet.texts.get(name, "").strip():
            self.sheet.wrong(name, _("%(field)s: please fill this in.", field=label))
        return found


def _expert(form: ChangeForm) -> Facts:
    typed = form.sheet.texts.get("expert", "").strip()
    found = form.people.find(typed)
    if not typed:
        form.sheet.wrong("expert", _("%(field)s: please choose one.", field=_("Person")))
    elif len(found) != 1:
        form.sheet.wrong("expert", form.people.trouble(typed))
    return {"expert": found[0][0] if len(found) == 1 else None}


def _name(form: ChangeForm) -> Facts:
    """The name of somebody imagined, and an id that nobody has."""
    taken = form.problem.experts.keys()
    number = next(n for n in count(1) if f"x-{n}" not in taken)
    name = form.sheet.text("name", _("Name"), longest=80, required=True)
    return {"expert": f"x-{number}", "name": name}


def _person_kind(form: ChangeForm) -> Facts:
    return {"kind": form.named("person_kind", _("Kind"), ("member", "official"))}


def _skills(form: ChangeForm) -> Facts:
    """Up to so many domains, each with a level."""
    found = {}
    for number in range(1, IMAGINED_ROWS + 1):
        domain = form.sheet.choice(f"skill_{number}", _("Domain"), form.problem.domains)
        level = form.sheet.choice(f"skill_level_{number}", _("Level"), ("1", "2", "3"))
        if domain is not None:
            found[domain] = int(level or 1)
    return {"domains": found}


def _tongues(form: ChangeForm) -> Facts:
    """Up to so many languages, each with a level."""
    found = {}
    for number in range(1, IMAGINED_ROWS + 1):
        code = form.sheet.text(f"tongue_{number}", _("Language"), longest=3)
        level = form.sheet.choice(f"tongue_level_{number}", _("Level"), CEFR)
        if code:
            found[code] = level or "C1"
    return {"languages": found}


def _mission(form: ChangeForm) -> Facts:
    return {"mission": form.named("mission", _("Mission"), form.problem.missions)}


def _asked(form: ChangeForm) -> Facts:
    return {"mission": form.named("asked", _("Mission"), form.asked)}


def _missions(form: ChangeForm) -> Facts:
    form.chosen = [each for each in form.chosen if each in form.problem.missions]
    if not form.chosen:
        form.sheet.wrong("missions", _("Missions: please tick at least one."))
    return {}


def _institution(form: ChangeForm) -> Facts:
    name = form.named("institution", _("Institution"), form.problem.institutions)
    return {"institution": name}


def _programme(form: ChangeForm) -> Facts:
    return {"programme": form.named("programme", _("Programme"), form.problem.programmes)}


def _seat(form: ChangeForm) -> Facts:
    seats = {
        f"{mission.id}:{role.id}": (mission.id, role.id)
        for mission in form.problem.missions.values()
        for role in mission.roles
    }
    chosen = form.named("seat", _("Role"), seats)
    return {} if chosen is None else dict(zip(("mission", "role"), seats[chosen], strict=True))


def _first(form: ChangeForm) -> Facts:
    found = form.sheet.date("first", _("First day"), required=True)
    return {"first": found.isoformat() if found else None}


def _last(form: ChangeForm) -> Facts:
    first = form.sheet.texts.get("first", "")
    found = form.sheet.date("last", _("Last day"), required=True)
    if found and first and found.isoformat() < first:
        form.sheet.wrong("last", _("The last day is before the first one."))
    return {"last": found.isoformat() if found else None}


def _until(form: ChangeForm) -> Facts:
    found = form.sheet.date("until", _("Last day"), required=True)
    if found and found < form.problem.horizon.first:
        form.sheet.wrong("until", _("That day is past, or within the days that stay as they are."))
    return {"last": found.isoformat() if found else None}


def _start(form: ChangeForm) -> Facts:
    """A day; which half of it, of a mission that may start in the afternoon too."""
    day = form.sheet.date("start", _("First day"), required=True)
    half = form.sheet.choice("half", _("Begins in the"), ("am", "pm")) or "am"
    mission = form.problem.missions.get(MissionId(form.sheet.texts.get("mission", "")))
    if day is None or mission is None:
        return {}
    if half == "pm" and not mission.half_day_starts:
        form.sheet.wrong("half", _("This mission may start in the morning only."))
    start = half_day(day, "pm" if half == "pm" else "am")
    return {"start": start_text(start, mission.half_day_starts)}


def _most(form: ChangeForm) -> Facts:
    """Days or missions; nothing typed lifts the bound."""
    return {"most": form.sheet.whole("most", _("At most"), 0, 999)}


def _work(form: ChangeForm) -> Facts:
    """Days of work, kept as half-days; nothing typed lifts the bound."""
    return {"most": form.sheet.half_days("work", _("Days of work at most"), 0, 9_999)}


def _money(form: ChangeForm) -> Facts:
    return {"most": form.sheet.whole("money", _("At most"), 0, 999_999)}


def _half_days(form: ChangeForm) -> Facts:
    found = form.sheet.half_days("half_days", _("Days of rest"), 0, 60)
    if found is None and not form.sheet.texts.get("half_days", "").strip():
        form.sheet.wrong("half_days", _("%(field)s: please fill this in.", field=_("Days of rest")))
    return {"half_days": found}


def _days(form: ChangeForm) -> Facts:
    later = form.whole("days", _("Days"), 1, LONGEST_SHIFT)
    is_earlier = form.sheet.choice("direction", _("Direction"), ("later", "earlier")) == "earlier"
    return {"days": -later if later is not None and is_earlier else later}


def _priority(form: ChangeForm) -> Facts:
    return {"priority": form.whole("priority", _("Priority"), 1, 100)}


def _count(form: ChangeForm) -> Facts:
    return {"count": form.whole("count", _("Seats"), 1, MOST_SEATS)}


def _kind(form: ChangeForm) -> Facts:
    return {"kind": form.named("kind", _("Kind"), ("any", "member", "official"))}


def _domain(form: ChangeForm) -> Facts:
    return {"domain": form.named("domain", _("Domain"), form.problem.domains)}


def _domain_level(form: ChangeForm) -> Facts:
    level = form.sheet.choice("domain_level", _("Level"), ("1", "2", "3"))
    return {"level": None if level is None else int(level)}


def _language(form: ChangeForm) -> Facts:
    code = form.sheet.text("language", _("Language"), longest=3, required=True)
    return {"language": code}


def _cefr(form: ChangeForm) -> Facts:
    return {"level": form.sheet.choice("cefr", _("Level"), CEFR)}


def _weights(form: ChangeForm) -> Facts:
    return {
        measure: form.whole(str(measure), _(LABELS.get(measure, measure)), 1, MOST_WEIGHT)
        for measure in form.problem.objective[-1]
    }


LABELS: Mapping[str, str] = {
    "misfit": N_("Fit"),
    "burden": N_("Shared load"),
    "delay": N_("Wished dates"),
}
_READERS: Mapping[str, Callable[[ChangeForm], Facts]] = {
    "expert": _expert,
    "name": _name,
    "person_kind": _person_kind,
    "skills": _skills,
    "tongues": _tongues,
    "mission": _mission,
    "asked": _asked,
    "missions": _missions,
    "institution": _institution,
    "programme": _programme,
    "seat": _seat,
    "first": _first,
    "last": _last,
    "until": _until,
    "start": _start,
    "most": _most,
    "work": _work,
    "money": _money,
    "half_days": _half_days,
    "days": _days,
    "priority": _priority,
    "count": _count,
    "kind": _kind,
    "domain": _domain,
    "domain_level": _domain_level,
    "language": _language,
    "cefr": _cefr,
    "weights": _weights,
}
