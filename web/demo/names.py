"""Names of people who do not exist: family names are put together from invented syllables."""

import random
import unicodedata
from collections.abc import Iterator

_GIVEN = """
Aïcha Alexis Alice Amélie Amina André Anh Antoine Audrey Béatrice Benoît Camille Carlos Caroline
Catherine Charles Chantal Claire Claude Daniel David Denise Dominique Édith Élise Emma Éric Esther
Fatou Félix Florence Francis Gabriel Geneviève Georges Grace Hélène Henri Hugo Inès Isabelle Jacques
Jade James Jeanne Joël Julie Karim Kim Laurence Léa Léo Liam Linda Louis Lucie Malik Marc Marguerite
Marie Martin Mathilde Maude Michel Mélanie Nadia Nathan Nicole Noah Olivier Olivia Pascale Patrick
Pauline Pierre Rachel Raphaël Rosa Samuel Sarah Simon Simone Sofia Sophie Thérèse Thomas Valérie
Victor Vincent William Yasmine Yves Zoé
"""
_FIRST = """
Bril Cram Drel Flou Gal Jor Klo Lum Mir Noc Ostr Plim Quin Rav Sil Trap Ulm Vex Xan Zor
"""
_LAST = """
bec dran fane glise kor lune mine nelle phon quet rade sonne tarde velle wick zane
"""
GIVEN, FIRST, LAST = tuple(_GIVEN.split()), tuple(_FIRST.split()), tuple(_LAST.split())
MIDDLE = ("a", "e", "i", "o", "u", "anti", "eli", "ori")


def names(r: random.Random, mail_domain: str) -> Iterator[tuple[str, str, str]]:
    """Given name, family name and mail address of one person after another, all different."""
    families = [first + middle + last for first in FIRST for middle in MIDDLE for last in LAST]
    r.shuffle(families)
    for family in families:
        given = r.choice(GIVEN)
        yield given, family, f"{plain(given)}.{plain(family)}@{mail_domain}"


def plain(text: str) -> str:
    """The text in lower case, without its accents."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
