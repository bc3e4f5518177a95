"""What is said on the next page."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from db.errors import Invalid
from web.language.sentences import sentence


def redirect_saying(address: str, said: str, category: str = "info") -> ResponseReturnValue:
    """Show another page, and say something on it."""
    flash(said, category)
    return redirect(address, 303)


def flash_refusal(refusal: Invalid) -> None:
    """Say why nothing was changed."""
    for flaw in refusal.flaws:
        flash(sentence(flaw.code, flaw.facts), "danger")
