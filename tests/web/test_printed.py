"""What is printed: facts stay, and what is there to be clicked is for the screen alone."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "web" / "templates"
INSIDE = r"(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*"
LINK = re.compile(rf"(<(?:p|section)\b{INSIDE}>)?\s*<a\b({INSIDE})>(.*?)</a>", re.DOTALL)
HIDDEN = re.compile(r"\b(screen-only|btn|skip|plan-calendars)\b")
"""Classes that a style sheet of paper leaves out, with all that is in them."""
FACTS = re.compile(r"\b(badge-state|figure-link|bar-link|link-printed)\b")
"""Links that say something, whether one can follow them or not."""
NAMED = re.compile(
    r'_\("(Programme|Search|Question|Release)|mails? could not be used|place\.role_name|kind\.name'
)
"""Links that are the name of a thing or a number of things; changes to choose are hidden whole."""
WORDS = re.compile(r"\{\{ (_|gettext|ngettext)\(")
CHROME = {"base.html"}
"""Head and foot, which are on no paper."""


def spoken(template: str) -> list[str]:
    """The links of a page that our own words name, where paper shows them."""
    return [
        text
        for around, attributes, text in LINK.findall(template)
        if WORDS.search(text)
        and not HIDDEN.search(around + attributes)
        and not FACTS.search(attributes)
        and not NAMED.search(text)
    ]


def test_links_that_only_lead_somewhere_are_on_no_paper() -> None:
    pages = [page for page in sorted(TEMPLATES.rglob("*.html")) if page.name not in CHROME]

    assert pages
    found = {page.name: spoken(page.read_text()) for page in pages}

    assert {name: links for name, links in found.items() if links} == {}


def test_link_with_words_of_ours_is_found() -> None:
    page = """<p class="small"><a href="{{ url_for('a.b') }}">{{ _("Write it down") }}</a></p>
    <p class="screen-only"><a href="/c">{{ _("Look") }}</a></p>
    <a class="btn" href="/d">{{ _("Go") }}</a> <a href="/e">{{ mission.title }}</a>"""

    assert spoken(page) == ['{{ _("Write it down") }}']
