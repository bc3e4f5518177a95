"""Names written from right to left keep their place in our sentences."""

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from web.language.bidi import isolated, plain
from web.language.speech import gettext as _

ARABIC = "برلمان لبنان"
APART = f"\u2068{ARABIC}\u2069"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_subject_keeps_title_and_date_apart(app: Flask, language: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        said = _("Invitation: %(mission)s, %(days)s", mission=ARABIC, days="3–4 May 2027")

    assert said.endswith(f"{APART}, 3–4 May 2027")


def test_page_sets_a_name_apart_and_still_escapes_it(app: Flask) -> None:
    template = "{{ _('Partner: %(partner)s', partner=name) }}"
    with app.test_request_context("/?lang=en"):
        said = render_template_string(template, name=f"<b>{ARABIC}")
        counted = render_template_string(
            "{{ ngettext('%(people)s joins', '%(people)s join', 1, people=name) }}", name=ARABIC
        )

    assert said == f"Partner: \u2068&lt;b&gt;{ARABIC}\u2069"
    assert counted == f"{APART} joins"


def test_other_names_stay_as_they_are() -> None:
    assert isolated("Łukasz N’Guessan, 3 May") == "Łukasz N’Guessan, 3 May"
    assert isolated(7) == 7
    assert isinstance(isolated(Markup(ARABIC)), Markup)


def test_what_is_kept_has_no_marks(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        title = plain(_("%(title)s (copy)", title=ARABIC))

    assert title == f"{ARABIC} (copy)"
