"""The board of a scenario: its plan over days, from which missions are moved."""

from web.board.views import bp

__all__ = ["bp"]
