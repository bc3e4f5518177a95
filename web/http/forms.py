"""Reading forms: typed text into values, every mistake kept beside its field.

A `Sheet` never raises: it answers None where a field cannot be read and remembers why, so
that a page can show everything that is wrong at once with nothing lost of what was typed.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from db.errors import Invalid
from db.moments import day_of, half_of, moment
from web.language.sentences import sentence
from web.language.speech import gettext as _

_WHOLE = re.compile(r"[0-9]{1,6}")
_BLANKS = re.compile(r"[ \t\n]+")
_LINES = {0x2028: "\n", 0x2029: "\n"}
"""Lines and paragraphs by signs of their own, as some programs paste them."""
_NO_SIGNS = frozenset({"Cc", "Cs", "Cn"})
_DAYS = re.compile(r"([0-9]{1,3})(?:[.,]([05]))?")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend: the id of the field it belongs to, and a sentence."""

    field: str
    sentence: str


@dataclass(slots=True)
class Sheet:
    """The texts of a form by field name, and the mistakes found while reading them."""

    texts: Mapping[str, str]
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, name: str, sentence: str) -> None:
        """Remember that a field needs another look."""
        self.mistakes.append(Mistake(name, sentence))

    @property
    def wrong_by_field(self) -> dict[str, str]:
        """All that is wrong with each field, in one text."""
        found: dict[str, str] = {}
        for mistake in self.mistakes:
            known = found.get(mistake.field)
            found[mistake.field] = f"{known} {mistake.sentence}" if known else mistake.sentence
        return found

    def refused(self, refusal: Invalid) -> None:
        """Remember what the ledger found, beside the fields of the same names."""
        for flaw in refusal.flaws:
            self.wrong(flaw.field.removesuffix("_id"), sentence(flaw.code, flaw.facts))

    def text(self, name: str, label: str, longest: int = 200, required: bool = False) -> str:
        """The words of a field, without the space around them."""
        words = one_line(self.texts.get(name, ""))
        if required and not words:
            self.wrong(name, _("%(field)s: please fill this in.", field=label))
        if len(words) > longest:
            self.wrong(
                name,
                _(
                    "%(field)s: at most %(longest)s characters, this has %(length)s.",
                    field=label,
                    longest=longest,
                    length=len(words),
                ),
            )
        return words

    def choice(
        self, name: str, label: str, allowed: Collection[str], required: bool = False
    ) -> str | None:
        """One of a list, or None where nothing was chosen."""
        chosen = self.texts.get(name, "")
        if not chosen:
            if required:
                self.wrong(name, _("%(field)s: please choose one.", field=label))
            return None
        if chosen not in allowed:
            self.wrong(name, _("%(field)s: choose one from the list.", field=label))
            return None
        return chosen

    def key(
        self, name: str, label: str, allowed: Collection[int], required: bool = False
    ) -> int | None:
        """The number of a row chosen from a list, or None where nothing was chosen."""
        chosen = self.choice(name, label, {str(key) for key in allowed}, required)
        return None if chosen is None else int(chosen)

    def whole(self, name: str, label: str, least: int, most: int) -> int | None:
        """A whole number between two bounds, or None where the field is empty."""
        typed = self.texts.get(name, "").strip()
        if not typed:
            return None
        # Only plain digits: `int` reads many more scripts than a person would expect.
        if _WHOLE.fullmatch(typed) and least <= int(typed) <= most:
            return int(typed)
        self.wrong(
            name,
            _(
                "%(field)s: a whole number from %(least)s to %(most)s, not “%(typed)s”.",
                field=label,
                least=least,
                most=most,
                typed=typed,
            ),
        )
        return None

    def half_days(self, name: str, label: str, least: int, most_days: int) -> int | None:
        """Days typed in steps of a half, as half-days; None where the field is empty."""
        typed = self.texts.get(name, "").strip()
        if not typed:
            return None
        halves = _halves(typed)
        if halves is not None and least <= halves <= 2 * most_days:
            return halves
        self.wrong(
            name,
            _(
                "%(field)s: days in steps of a half, up to %(most)s, not “%(typed)s”.",
                field=label,
                most=most_days,
                typed=typed,
            ),
        )
        return None

    def date(self, name: str, label: str, required: bool = False) -> date | None:
        """A date as date fields send it, or None where the field is empty."""
        typed = self.texts.get(name, "").strip()
        if not typed:
            if required:
                self.wrong(name, _("%(field)s: please give a date.", field=label))
            return None
        try:
            read = date.fromisoformat(typed)
        except ValueError:
            read = None
        if read is None or not 1989 <= read.year <= 2199:
            self.wrong(
                name,
                _(
                    "%(field)s: a date such as 2027-03-01, not “%(typed)s”.",
                    field=label,
                    typed=typed,
                ),
            )
            return None
        return read


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that is not the same in two versions of a form, in words."""

    name: str
    mine: str
    theirs: str


def compare(mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[FieldDifference]:
    """The fields that differ, by their names, in their order."""
    return [
        FieldDifference(name, mine.get(name, ""), theirs.get(name, ""))
        for name in {**mine, **theirs}
        if mine.get(name, "") != theirs.get(name, "")
    ]


def printed(text: str) -> str:
    """The text as it was typed, without what is no sign: a database refuses some of these.

    Control signs, halves of pairs and unassigned ones go; lines, tabs, every sort of space and
    what joins or turns letters stay. A text of which nothing could be seen is empty.
    """
    lined = text.translate(_LINES)
    kept = "".join(s for s in lined if s in "\n\t" or unicodedata.category(s) not in _NO_SIGNS)
    return kept.strip() if any(sign.isprintable() and sign != " " for sign in kept) else ""


def one_line(text: str) -> str:
    """A typed text as one line; what keeps words together, as before a French colon, stays."""
    return _BLANKS.sub(" ", printed(text))


def start_text(start: int, has_halves: bool) -> str:
    """A start as forms write it: a day, with its half where it may be the afternoon too."""
    is_day = half_of(start) == "am" and not has_halves
    return day_of(start).isoformat() if is_day else moment(start)


def _halves(typed: str) -> int | None:
    match = _DAYS.fullmatch(typed)
    return None if match is None else 2 * int(match[1]) + (match[2] == "5")
