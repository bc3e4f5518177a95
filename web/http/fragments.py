"""The part of a page that a script swaps: a named block of the page's own template."""

from typing import Any

from flask import current_app, render_template, request


def render_part(template: str, part: str, **context: Any) -> str:  # what `render_template` takes
    """The page, or only the block that the script at the other end asks for."""
    if request.headers.get("X-Fragment") != part:
        return render_template(template, **context)
    return block_of(template, part, **context)


def block_of(template: str, part: str, **context: Any) -> str:  # what `render_template` takes
    """One named block of a page."""
    current_app.update_template_context(context)
    page = current_app.jinja_env.get_template(template)
    return "".join(page.blocks[part](page.new_context(context)))
