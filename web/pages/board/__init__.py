"""The board of a scenario: its plan over days, from which missions are moved and pinned."""

# Importing a module attaches its views to the blueprint.
from web.pages.board import bulk  # noqa: F401
from web.pages.board.views import bp

__all__ = ["bp"]
