"""What stands before a publication, in sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from db.ids import row_id
from matcher.plan import Breach
from matcher.problem import MissionId
from matcher.scenario import Change
from web.language.sentences import breach_sentence
from web.language.sentences.changes import change_sentence
from web.language.sentences.names import Names
from web.language.sentences.noes import No
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.publishing.gate import REFUSED, Judgement

Say = Callable[[Breach, Names], str]
Noes = Mapping[tuple[str, str], tuple[No, ...]]
"""What people have said no to, by mission and person as the matcher names them."""


@dataclass(frozen=True, slots=True)
class GateLine:
    """A sentence, and the mission and the expert to look at."""

    sentence: str
    mission: int | None = None
    expert: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A judgement as pages show it; `agreed` are titles of missions that ask for a word."""

    blocking: tuple[GateLine, ...] = ()
    serious: tuple[GateLine, ...] = ()
    notes: tuple[GateLine, ...] = ()
    agreed: tuple[str, ...] = ()
    key: str = ""


def told(found: Judgement, names: Names, noes: Noes, here: MissionId | None = None) -> Told:
    """A judgement in words; what is said of the mission `here` does not name it."""

    def lines(level: Iterable[Breach]) -> tuple[GateLine, ...]:
        return tuple(_line(breach, names, noes, here) for breach in level)

    return Told(
        blocking=lines(found.blocking),
        serious=lines(found.serious),
        notes=lines(found.notes),
        agreed=tuple(names.missions.get(each, each) for each in found.agreed),
        key=found.key,
    )


def _line(breach: Breach, names: Names, noes: Noes, here: MissionId | None) -> GateLine:
    said = finding_sentence(breach, names)
    if breach.code in REFUSED:
        known = noes.get((str(breach.mission), str(breach.expert)), ())
        said = " ".join(no.sentence for no in known) or said
    about = breach.mission if breach.mission != here else None
    if about is not None and breach.code not in SENTENCES:
        said = _(
            "%(mission)s: %(sentence)s", mission=names.missions.get(about, about), sentence=said
        )
    named = about or breach.facts.get("other") or breach.facts.get("after")
    return GateLine(
        said,
        row_id(MissionId(str(named))) if named else None,
        None if breach.expert is None else row_id(breach.expert),
    )


def finding_sentence(breach: Breach, names: Names) -> str:
    """The sentence of anything that the gate finds."""
    own = SENTENCES.get(breach.code)
    return breach_sentence(breach, names) if own is None else own(breach, names)


def _agreed(breach: Breach, names: Names) -> str:
    mission = breach.mission or MissionId("")
    return _(
        "%(mission)s is agreed with its partner, and would change.",
        mission=names.missions.get(mission, mission),
    )


def _staying(breach: Breach, _names: Names) -> str:
    return ngettext(
        "%(num)s conflict of the published plan stays as it is.",
        "%(num)s conflicts of the published plan stay as they are.",
        _number(breach, "conflicts"),
    )


def _begun(breach: Breach, names: Names) -> str:
    mission = breach.mission or MissionId("")
    return _(
        "%(mission)s has begun: its conflict stays as it is.",
        mission=names.missions.get(mission, mission),
    )


def _tiers(breach: Breach, _names: Names) -> str:
    return ngettext(
        "A better plan is still possible in %(num)s respect.",
        "A better plan is still possible in %(num)s respects.",
        _number(breach, "levels"),
    )


def _unwritten(breach: Breach, names: Names) -> str:
    written = breach.facts.get("change")
    change = Change.read(written if isinstance(written, Mapping) else {"code": ""})
    return _(
        "Kept in the scenario only; if it is true, enter it on its own page: %(change)s",
        change=change_sentence(change, names),
    )


def _number(breach: Breach, fact: str) -> int:
    value = breach.facts.get(fact)
    return value if isinstance(value, int) else 0


SENTENCES: Mapping[str, Say] = {
    "scenario.done": lambda _b, _n: _("This scenario is closed."),
    "scenario.changed": lambda _b, _n: _(
        "The scenario was changed after its plan was found: look for a plan again first."
    ),
    "scenario.unsearched": lambda _b, _n: _(
        "No plan was looked for in this scenario so far: look for one first."
    ),
    "scenario.imagined": lambda _b, _n: _(
        "Somebody in it is only imagined: take them out and look for a plan again."
    ),
    "plan.stale": lambda _b, _n: _(
        "Something else was published since: look for a plan again on what is published now."
    ),
    "mission.agreed": _agreed,
    "conflicts.stay": _staying,
    "conflicts.begun": _begun,
    "tiers.open": _tiers,
    "change.unwritten": _unwritten,
}
"""What only a publication knows; everything else is a breach of the plan."""
