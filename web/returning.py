"""After every page: the form that its reader had sent when their login had ended, filled in."""

from flask import Flask, Response, render_template, request

from web import kept_forms
from web.refilling import refilled, with_note


def teach(app: Flask) -> None:
    """Let the app fill forms in again."""
    kept_forms.teach(app)
    app.after_request(_fill)


def _fill(response: Response) -> Response:
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if not is_page or kept_forms.KEY not in request.args or response.direct_passthrough:
        return response
    row = kept_forms.kept_form()
    if row is None:
        return response
    pairs = [(name, text) for name, text in row.fields]
    page, is_there = refilled(response.get_data(as_text=True), request.path, row.action, pairs)
    typed = [] if is_there else [(name, text) for name, text in pairs if text.strip()]
    note = render_template("parts/kept_form.html", is_there=is_there, typed=typed)
    response.set_data(with_note(page, note))
    return response
