"""Facts of a problem that every peer asks for, as `docs/problem.md` says them."""

from matcher.problem import Expert, Mission, MissionId, Problem

Site = tuple[str, str]
"""Where missions meet: a partner's house, or an institution that hosts."""


def site_of(mission: Mission) -> Site | None:
    """Where a mission takes room; a remote one takes none."""
    if mission.venue == "abroad" and mission.partner is not None:
        return ("partner", mission.partner)
    if mission.venue == "home" and mission.institution is not None:
        return ("institution", mission.institution)
    return None


def capacity(problem: Problem, site: Site) -> int | None:
    """How many missions a site takes at once; None is no bound."""
    kind, name = site
    if kind == "partner":
        return next(p.at_once for p in problem.partners.values() if p.id == name)
    return next(i.hosts_at_once for i in problem.institutions.values() if i.id == name)


def rank(problem: Problem) -> dict[MissionId, int]:
    """How many missions in a row must come before each."""
    found: dict[MissionId, int] = {}

    def depth(mission: Mission) -> int:
        if mission.id not in found:
            before = (problem.missions[after.mission] for after in mission.after)
            found[mission.id] = 1 + max(map(depth, before), default=-1)
        return found[mission.id]

    for mission in problem.missions.values():
        depth(mission)
    return found


def days_off(mission: Mission, start: int) -> int:
    """Calendar days between a start and the preferred date."""
    return 0 if mission.preferred is None else abs(start // 2 - mission.preferred // 2)


def group_of(expert: Expert) -> str | None:
    """A member's group; members without one are of one group, None."""
    return expert.group
