"""A page filled in again is the page, whatever stands in its attributes."""

import pytest

from web.http.html_forms import refilled
from web.service.typed_secrets import holds_password

PAGE = """<form method="post" action="/send"><input type="checkbox" name="message" value="1"
aria-label="To Anne: Visit checked=yes"></form><p title="a > b">Next</p>"""


def test_words_like_an_attribute_stay_where_they_are() -> None:
    page, is_found = refilled(PAGE, "/outbox", "/send", [("message", "1")])

    assert is_found
    assert 'aria-label="To Anne: Visit checked=yes"' in page
    assert page.count(" checked ") == 1
    assert page.endswith('<p title="a > b">Next</p>')


def test_box_that_was_not_ticked_is_not_ticked_again() -> None:
    page, _ = refilled(PAGE.replace("name=", "checked name="), "/outbox", "/send", [])

    assert "checked name" not in page
    assert 'aria-label="To Anne: Visit checked=yes"' in page


@pytest.mark.parametrize(
    ("text", "is_private"),
    [
        ("https://example:S3cret@calendars.example/a.ics", True),
        ("webcal://joe@calendars.example/a.ics", True),
        ("https://example:with/slash?and=mark@calendars.example/a.ics", True),
        ("https://calendars.example/a.ics?mail=joe", False),
        ("joe@calendars.example", False),
    ],
)
def test_address_with_a_password_is_not_kept(text: str, is_private: bool) -> None:
    assert holds_password(text) == is_private
