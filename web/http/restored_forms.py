"""After every page: the form that its reader had sent when their login had ended, filled in."""

from flask import Flask, Response, render_template, request

from web.http import kept_forms
from web.http.html_forms import refilled, unplaced, with_note
from web.language.speech import gettext as _

_TICK = "accepted"
"""What is ticked where a gate asks: it is of what was found then, and is asked again."""
_HELD = (
    *(
        _TICK,
        "back",
        "ban_asked",
        "base",
        "change",
        "draft",
        "expert",
        "instead",
        "key",
        "look",
        "mission",
        "next",
    ),
    *("origin", "plan", "role", "scenario", "show", "time_limit", "to_plan", "version", "view"),
)
"""Fields that nobody types."""


def init_app(app: Flask) -> None:
    """Let the app fill forms in again."""
    kept_forms.init_app(app)
    app.after_request(_fill)


def _fill(response: Response) -> Response:
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if not is_page or kept_forms.KEY not in request.args or response.direct_passthrough:
        return response
    row = kept_forms.kept_form()
    if row is None:
        return response
    pairs = [(name, text) for name, text in row.fields]
    before = response.get_data(as_text=True)
    page, is_there = refilled(before, request.path, row.action, pairs)
    others = unplaced(before, request.path, row.action, pairs)
    note = render_template(
        "parts/kept_form.html",
        is_there=is_there,
        typed=[(_label(name), text) for name, text in others if _is_typed(name, text)],
        has_accepted=any(name == _TICK for name, _text in others),
    )
    response.set_data(with_note(page, note))
    return response


def _is_typed(name: str, text: str) -> bool:
    """Is it somebody's own text, and not what a form holds for the program?"""
    is_ours = name in _HELD or name.startswith("seat-") or name.endswith("-key")
    return bool(text.strip()) and not is_ours


def _label(name: str) -> str:
    """What the field of a gate is called; the name of any other."""
    return {"word": _("Who agreed to it?")}.get(name, name)
