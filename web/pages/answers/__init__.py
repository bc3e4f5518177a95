"""Experts say yes, no, or "other dates": by a secret link, or signed in; and what came by mail."""

from web.pages.answers import link, own, replies
from web.pages.answers.blueprint import bp

__all__ = ["bp", "link", "own", "replies"]
