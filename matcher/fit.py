"""How well an expert suits a role of a mission: 0 to 100, and what it is made of."""

from dataclasses import dataclass

from matcher.problem import Expert, Mission, Problem, Role

DOMAIN_MOST, LANGUAGE_MOST, FIELD_MOST, WISH_MOST = 40, 30, 20, 10
LEVEL_MOST, RANK_MOST = 3, 6


@dataclass(frozen=True, slots=True)
class Fit:
    """The four parts of a fit: at most 40, 30, 20 and 10."""

    domain: int
    language: int
    field: int
    wish: int

    @property
    def total(self) -> int:
        """The fit itself, 0 to 100."""
        return self.domain + self.language + self.field + self.wish


def fit(problem: Problem, mission: Mission, role: Role, expert: Expert) -> Fit:
    """The fit of an expert in a role, whether or not they meet its requirements."""
    return Fit(
        domain=domain_fit(problem, role, expert),
        language=language_fit(role, expert),
        field=field_fit(problem, mission, expert),
        wish=WISH_MOST if mission.partner in expert.prefers else 0,
    )


def domain_fit(problem: Problem, role: Role, expert: Expert) -> int:
    """40 for the highest level in every domain asked for, and where none is."""
    if not role.domains:
        return DOMAIN_MOST
    levels = problem.levels(expert)
    held = sum(levels.get(domain, 0) for domain in role.domains)
    return DOMAIN_MOST * held // (LEVEL_MOST * len(role.domains))


def language_fit(role: Role, expert: Expert) -> int:
    """30 for C2 in every language asked for, and where none is."""
    if not role.languages:
        return LANGUAGE_MOST
    ranks = sum(expert.languages.get(language, 0) for language in role.languages)
    return LANGUAGE_MOST * ranks // (RANK_MOST * len(role.languages))


def field_fit(problem: Problem, mission: Mission, expert: Expert) -> int:
    """20 with experience of the partner's country or where there is no partner; region 10."""
    if mission.partner is None:
        return FIELD_MOST
    partner = problem.partners[mission.partner]
    if partner.country in expert.experience:
        return FIELD_MOST
    return FIELD_MOST // 2 if partner.region in expert.experience else 0
