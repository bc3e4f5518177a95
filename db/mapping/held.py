"""What hangs on experts, by expert and as plain columns: thousands of them make no rows."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models import (
    DomainRow,
    ExpertDomainRow,
    ExpertExperienceRow,
    ExpertLanguageRow,
    ExpertWishRow,
    PartnerRow,
)
from matcher.problem import RANK_BY_CEFR, DomainId, Language, PartnerId

Key = TypeVar("Key")

Ranked = Mapping[int, dict[Key, int]]


def domains(session: Session) -> Ranked[DomainId]:
    """How well each expert knows which domain, 1 to 3."""
    codes = {row.id: DomainId(row.code) for row in session.execute(_codes(DomainRow))}
    row = ExpertDomainRow
    found: dict[int, dict[DomainId, int]] = defaultdict(dict)
    rows = select(row.expert_id, row.domain_id, row.level).order_by(row.expert_id, row.domain_id)
    for expert, domain, level in session.execute(rows):
        found[expert][codes[domain]] = level
    return found


def languages(session: Session) -> Ranked[Language]:
    """How well each expert speaks which language, as ranks of the CEFR."""
    row = ExpertLanguageRow
    found: dict[int, dict[Language, int]] = defaultdict(dict)
    rows = select(row.expert_id, row.language, row.cefr).order_by(row.expert_id, row.language)
    for expert, language, cefr in session.execute(rows):
        found[expert][Language(language)] = RANK_BY_CEFR[cefr]
    return found


def experience(session: Session) -> Mapping[int, frozenset[str]]:
    """Where each expert has worked."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = select(ExpertExperienceRow.expert_id, ExpertExperienceRow.place)
    for expert, place in session.execute(rows):
        found[expert].add(place)
    return {expert: frozenset(places) for expert, places in found.items()}


def wishes(session: Session, wish: str) -> Mapping[int, frozenset[PartnerId]]:
    """Whom each expert `prefers` or `excludes`."""
    codes = {row.id: PartnerId(row.code) for row in session.execute(_codes(PartnerRow))}
    found: dict[int, set[PartnerId]] = defaultdict(set)
    rows = select(ExpertWishRow.expert_id, ExpertWishRow.partner_id)
    for expert, partner in session.execute(rows.where(ExpertWishRow.wish == wish)):
        found[expert].add(codes[partner])
    return {expert: frozenset(partners) for expert, partners in found.items()}


def _codes(row: type[DomainRow] | type[PartnerRow]) -> Select[int, str]:
    return select(row.id, row.code)
