"""Candidates: everybody for a seat of a mission, ranked, and what is done from there."""

# Importing a module attaches its views to the blueprint.
from web.pages.candidates import altering, deciding, showing, vacancies, why  # noqa: F401
from web.pages.candidates.blueprint import bp

__all__ = ["bp"]
