"""Everything said to people is said in French too, with the same gaps, in French typography."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from web.language.codes import BETWEEN

ROOT = Path(__file__).resolve().parents[1]
FRENCH = ROOT / "web" / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2"), ("templates/**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {
    "N_": None,
    "NP_": ((1, "c"), 2),
    "lazy_gettext": None,
    "_l": None,
}
GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*[^{}]*\}")
ELIDED = re.compile(
    r"\b(de|à|que|le|du|au) "
    r"%\((expert|name|unit|institution|first|before|place|partner|programme|mission)\)s",
    re.IGNORECASE,
)
"""A small word that would have to change with the name after it: a colon or brackets instead."""
BARE_RANGE = re.compile(
    r"(commencer|partir|propose|pris·e|prendrait) %\((days|window|away|proposed)\)s", re.IGNORECASE
)
GIVEN_UP = [
    (r"(?<![(.-])\b[Pp]lans?\b(?!\.json| d’intervention)", "planification"),
    (r"(?i)résou|résol", "lancer, relancer la recherche"),
    (
        r"(?i)\b(places?|postes?|sièges?) (restent |reste )?(vacant|vide|pourvue)",
        "poste non pourvu",
    ),
    (r"(?i)député|\bélu·", "parlementaire"),
    (r"(?i)\bflux\b", "agenda"),
    (r"(?i)candidature", "personnes possibles"),
    (r"(?i)personnes? perdue|quoi qu’il en coûte", "en l’absence de cette personne"),
    (r"(?i)\bquelqu’un", "une personne"),
    (r"(?i)fins? de semaine", "jours non ouvrés"),
    (r"(?i)\bchez nous\b|par vidéo\b", "dans nos locaux, par visioconférence"),
    (r"(?i)fichier des expert|\bau fichier\b", "répertoire des expert·es"),
    (r"(?i)ouvriers?\b", "processus de travail"),
    (r"(?i)\bà appeler|\bappels?\b", "personnes à prévenir"),
    (r"·e·s", "·es"),
    (
        r"(?i)votre administration|l’administrateur|l’administration (du site|règle)",
        "l’équipe qui administre Hemicycle",
    ),
    (r"(?i)\bcode carré", "code QR"),
    (r"(\d|\)s) (Mo|h)\b", "une espace insécable avant Mo, avant h"),
    (r"(?i)\binscription|\bréservation", "affectation, entrée d’agenda, jours retenus"),
    (r"(?i)boîtes? aux lettres", "boîte de courriel"),
    (r"(?i)électronique|\be-?mails?\b", "courriel"),
    (r"(?i)\bimaginaire", "personne fictive"),
    (r"(?i)\ben session\b", "connecté·e"),
    (r"nº", "n°"),
]
"""Spellings that were given up, and the word that was decided."""
SOLVER = re.compile(
    r"(?i)\b(tiers?|burden|lower bound|incumbent|solver|minimi[sz]ed?|lack of fit|points? of"
    r"|solv(e|es|ed|ing)|bound|gap|long work)\b"
)
"""Words of whoever writes solvers: officers of a parliament read what it means for them."""
FIGURES = "web/cli/progress.py"
"""Where the command line tells in figures, to whoever asks for them."""
GIVEN_UP_IN_ENGLISH = [
    (r"(?i)whose word", "who agreed to it"),
    (r"(?i)(is|tables) of (this|another) release|before each release", "version, of the program"),
    (r"(?i)message is released|you release", "let go, ready"),
    (r"\b(go|goes) (there|to %\(mission\)s)|(could|cannot) go\b", "take part"),
]
"""Words that English has given up: a release is a plan that was published, and nothing else."""
TYPED = re.compile(r"\w'|'\w|\"|\.\.\.|\w -+ \w")
"""Typewriter's signs: an apostrophe, quotes, dots, a dash."""
OF_CLICK = {"Try '{command} {option}' for help.", "COMMAND [ARGS]..."}
"""Sentences of the command line's own library, which are looked up as it says them."""
PLURAL_RANGE = re.compile(
    r"(?i)\b(these|those|starts|days|débuts possibles|ces dates|ces jours)( are)?\W{0,3} "
    r"%\((days|window|day|start)\)s"
)
"""A plural before days that may be one day."""
HIGH = re.compile(r"^\s?[;:!?]\s")
"""Punctuation before which French has a space of its own."""
MACHINES = {
    "web/cli/calendars.py",
    "web/cli/files.py",
    "web/cli/flaws.py",
    "web/pages/feeds/views.py",
    "web/http/headers.py",
    "web/service/settings.py",
    "web/worker/log_filter.py",
}
"""Places in files, headers, settings and logs, which are the same in every language."""
PLAIN_SPACE = re.compile(r" [:;!?»]| %(?![\w(])|« ")


@cache
def french() -> Catalog:
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


@cache
def sentences() -> dict[str, str]:
    """Each sentence of the sources, after its context if it has one; with one place of it."""
    found = extract_from_dir(ROOT / "web", METHODS, {"**.html": {"silent": "false"}}, KEYWORDS)
    said = {
        in_context(context, singular(message)): f"web/{file}:{line}"
        for file, line, message, _comments, context in found
        if singular(message)
    }
    assert len(said) > 1000
    return said


def singular(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def in_context(context: str | None, sentence: str) -> str:
    """A word that means several things, as catalogues know it."""
    return f"{context}{BETWEEN}{sentence}" if context else sentence


def known_as(message: Message) -> str:
    return in_context(message.context, singular(message.id))


def translated() -> list[Message]:
    return [message for message in french() if message.id]


def every_french() -> list[str]:
    return [each for message in translated() for each in words(message)]


def words(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_every_sentence_is_in_the_catalogue() -> None:
    known = {known_as(message) for message in translated()}

    missing = [
        f"{place}: {sentence}" for sentence, place in sentences().items() if sentence not in known
    ]

    assert missing == []


def test_catalogue_has_no_sentence_that_nobody_says() -> None:
    unsaid = [known_as(message) for message in translated() if known_as(message) not in sentences()]

    assert unsaid == []


def test_every_sentence_has_its_french() -> None:
    silent = [singular(message.id) for message in translated() if not all(words(message))]

    assert silent == []
    assert [message.id for message in translated() if message.fuzzy] == []


def test_french_keeps_the_gaps() -> None:
    wrong = [
        message.id
        for message in translated()
        if any(gaps(each) not in said_with(message) for each in words(message))
    ]

    assert wrong == []


def said_with(message: Message) -> list[list[str]]:
    """The gaps of the sentence, or of its singular and of its plural."""
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    return [gaps(form) for form in forms]


def gaps(sentence: str) -> list[str]:
    return sorted(GAP.findall(sentence))


def test_french_spaces_do_not_break() -> None:
    wrong = [
        each for message in translated() for each in words(message) if PLAIN_SPACE.search(each)
    ]

    assert wrong == []


def test_french_apostrophes_are_typographic() -> None:
    wrong = [
        each for message in translated() for each in words(message) if re.search(r"\w'\w", each)
    ]

    assert wrong == []


def test_french_elides_before_no_gap() -> None:
    wrong = [said for said in every_french() if ELIDED.search(said)]

    assert wrong == []


def test_french_puts_no_bare_range_after_a_verb() -> None:
    wrong = [said for said in every_french() if BARE_RANGE.search(said)]

    assert wrong == []


@pytest.mark.parametrize(("word", "instead"), GIVEN_UP)
def test_french_has_one_word_for_one_thing(word: str, instead: str) -> None:
    wrong = [said for said in every_french() if re.search(word, said)]

    assert wrong == [], f"say instead: {instead}"


@pytest.mark.parametrize(("word", "instead"), GIVEN_UP_IN_ENGLISH)
def test_english_has_one_word_for_one_thing(word: str, instead: str) -> None:
    said = [form for message in translated() for form in forms(message)]

    assert [each for each in said if re.search(word, each)] == [], f"say instead: {instead}"


def test_french_has_one_space_before_high_punctuation() -> None:
    assert [said for said in every_french() if re.search("\u202f[;!?:»]", said)] == []


def test_nobody_is_spoken_to_as_a_solver_is() -> None:
    wrong = {
        sentence: place
        for sentence, place in sentences().items()
        if SOLVER.search(GAP.sub("", sentence)) and not place.startswith(FIGURES)
    }

    assert wrong == {}


def test_english_signs_are_typographic() -> None:
    ids = [form for message in translated() for form in forms(message)]

    assert [form for form in ids if TYPED.search(form) and form not in OF_CLICK] == []


def test_french_signs_are_typographic() -> None:
    wrong = [
        said
        for message in translated()
        if singular(message.id) not in OF_CLICK
        for said in words(message)
        if TYPED.search(said)
    ]

    assert wrong == []


def test_no_range_of_days_follows_a_plural() -> None:
    said = [*(form for message in translated() for form in forms(message)), *every_french()]

    assert [each for each in said if PLURAL_RANGE.search(each)] == []


def forms(message: Message) -> list[str]:
    """The sentence in the sources, or its singular and its plural."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_code_joins_nothing_with_punctuation_that_french_spaces() -> None:
    files = [path for path in (ROOT / "web").rglob("*.py") if place_of(path) not in MACHINES]

    wrong = [f"{place_of(path)}:{line}" for path in files for line in joined(path.read_text())]

    assert wrong == []


def place_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def joined(source: str) -> Iterator[int]:
    """Lines that put `; `, `: `, `!` or `?` between things, in no sentence of the catalogue."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            between = node.values[1:]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            between = [node.left, node.right]
        elif isinstance(node, ast.Attribute) and node.attr == "join":
            between = [node.value]
        else:
            continue
        texts = [each.value for each in between if isinstance(each, ast.Constant)]
        if any(isinstance(text, str) and HIGH.match(text) for text in texts):
            yield node.lineno


def test_joined_punctuation_is_found_wherever_code_puts_it() -> None:
    source = 'a = "; ".join(b)\nc = f"{d}: {e}"\ng = h + " : " + i\nj = f"{host}:{port}"\n'

    source += 'k = ", ".join(b)\nm = _("; ").join(n)\n'

    assert sorted(joined(source)) == [1, 2, 3]


def test_templates_say_nothing_outside_of_sentences() -> None:
    pages = sorted((ROOT / "web" / "templates").rglob("*.html"))

    assert pages
    wrong = [f"{place_of(page)}: {text}" for page in pages for text in bare(page.read_text())]

    assert wrong == []


def bare(template: str) -> list[str]:
    """Words and punctuation that a template prints as they stand, whatever the language."""
    text = re.sub(r"\{#.*?#\}|<svg.*?</svg>", "", template, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\x00", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|&\w+;", "\n", text)
    lines = (line.replace("\x00", "").strip() for line in text.splitlines())
    return [line for line in lines if re.search(r"[;:?«»]|.!", line)]


def test_bare_punctuation_of_a_template_is_found() -> None:
    page = '<p title="a: b">{{ _("Why: not?") }}<b>{{ c }}</b>: {{ d }};</p>{# e: f #}'

    assert bare(page) == [": ;"]
