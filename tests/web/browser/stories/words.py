"""What the pages say, in the language of the story: sentences are written once, in English."""

from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

import web

CATALOGUE = Path(web.__file__).parent / "translations" / "fr" / "LC_MESSAGES" / "messages.mo"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's sentences."""

    language: str
    catalogue: NullTranslations

    def say(self, sentence: str, **facts: object) -> str:
        """A sentence of the source in this language, its gaps filled. Raises: KeyError."""
        said = self.catalogue.gettext(sentence)
        if self.language != "en" and said == sentence and sentence not in SAME:
            raise KeyError(f"Nothing in {self.language} for: {sentence}")
        return said % facts if facts else said

    def on_button(self, sentence: str, **facts: object) -> str:
        """What a button says: the sentence as buttons have it, where they have it otherwise."""
        said = self.catalogue.pgettext("button", sentence)
        if said == sentence:
            return self.say(sentence, **facts)
        return said % facts if facts else said

    def count(self, one: str, many: str, num: int, **facts: object) -> str:
        """A sentence that depends on a number."""
        return self.catalogue.ngettext(one, many, num) % {"num": num, **facts}


SAME = frozenset({"Institution", "Missions"})
"""Sentences that may be the same in French."""


def words(language: str) -> Words:
    """The words of a language."""
    if language == "en":
        return Words(language, NullTranslations())
    with CATALOGUE.open("rb") as file:
        return Words(language, GNUTranslations(file))
