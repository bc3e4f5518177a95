"""Questions about vacancies, measured: seconds, completeness, and every unlock solved again."""

import argparse
import json
import random
import time
from collections.abc import Sequence

from benchmarks.results import Row
from matcher.changes import patched
from matcher.explain.remedies import Remedies
from matcher.files import read_problem, write_problem
from matcher.index.tables import Tables
from matcher.plan import Answer, Plan, Unlock, Vacancy
from matcher.problem import Problem
from matcher.trials.trial import TrialLimits, tried, without_last_tier
from matcher.trials.unlocking import unlocks

_PROOF = 60.0
"""Seconds for the plan at first, and for solving again what an unlock says."""


def questions(problem: Problem, asked: argparse.Namespace) -> Row:
    """So many vacancies of the best plan, drawn at random, each a question of its own."""
    limits = TrialLimits(_PROOF, workers=asked.workers, seed=asked.seed)
    answer = tried(without_last_tier(problem), limits)
    if answer.plan is None:
        return {"vacancies": 0, "questions": []}
    rows = drawn(answer.vacancies, asked.questions, asked.seed)
    remedies = Remedies(Tables(problem), answer.plan)
    return {
        "vacancies": len(answer.vacancies),
        "proven": answer.status == "optimal",
        "questions": [question(problem, answer, row, remedies, asked) for row in rows],
    }


def drawn(rows: Sequence[Vacancy], most: int, seed: int) -> list[Vacancy]:
    """Some of the vacancies, in their order."""
    chosen = random.Random(seed).sample(range(len(rows)), min(most, len(rows)))
    return [rows[number] for number in sorted(chosen)]


def question(
    problem: Problem,
    answer: Answer,
    row: Vacancy,
    remedies: Remedies,
    asked: argparse.Namespace,
) -> Row:
    """One vacancy: what the rest of the plan kept allows, what solving again allows, how soon."""
    began = time.perf_counter()
    kept = remedies.of(row)
    frozen = time.perf_counter()
    limits = TrialLimits(asked.seconds, workers=asked.workers, seed=asked.seed)
    cpu = time.process_time()
    found = unlocks(problem, answer.plan or Plan(), row, limits)
    took = time.perf_counter() - frozen
    return {
        "mission": row.mission,
        "role": row.role,
        "language": row.language,
        "frozen_ms": round(1000 * (frozen - began), 1),
        "remedies": len(kept),
        "took": round(took, 2),
        "cpu": round(time.process_time() - cpu, 2),
        "complete": found.complete,
        "unlocks": [unlock.code for unlock in found.found],
        "differing": [u.code for u in found.found if not holds(problem, answer, u, asked)],
    }


def holds(problem: Problem, answer: Answer, unlock: Unlock, asked: argparse.Namespace) -> bool:
    """Are the tiers those that the patched document gives, and better than before?"""
    document = json.dumps(patched(write_problem(problem), unlock.patch))
    limits = TrialLimits(_PROOF, workers=asked.workers, seed=asked.seed)
    again = tried(without_last_tier(read_problem(document)), limits)
    values = tuple(tier.value for tier in again.tiers)
    before = tuple(tier.value for tier in answer.tiers)
    return again.status == "optimal" and values == unlock.tiers and values < before
