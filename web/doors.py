"""All doors, in the order of the menu: one line a subject."""

from flask import Blueprint

from web import (
    answers,
    board,
    candidates,
    closings,
    compare,
    coverage,
    experts,
    feed_links,
    forcing,
    home,
    institutions,
    missions,
    outbox,
    refusals,
    scenarios,
    site,
    sitting_files,
    sittings,
    trials,
)
from web.auth import views as auth
from web.conflicts import views as conflicts
from web.feeds import door as feeds
from web.plan import views as plan
from web.solve import views as solve

DOORS: tuple[Blueprint, ...] = (
    home.bp,
    answers.bp,
    missions.bp,
    refusals.bp,
    experts.bp,
    plan.bp,
    scenarios.bp,
    board.bp,
    candidates.bp,
    forcing.bp,
    compare.bp,
    conflicts.bp,
    outbox.bp,
    coverage.bp,
    trials.bp,
    solve.bp,
    institutions.bp,
    sittings.bp,
    closings.bp,
    sitting_files.bp,
    site.bp,
    auth.bp,
    feeds.bp,
    feed_links.bp,
)
"""The blueprints that the app registers; a new subject adds its line here."""
