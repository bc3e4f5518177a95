"""Plans of the exhaustive search as documents, there and back."""

from tests.matcher.exhaustive.world import Choice, Json, Plan, moment, tick


def read(missions: Json) -> Plan:
    """A plan from the `missions` of a plan file."""
    return {
        name: Choice(
            None if held.get("start") is None else tick(held["start"]),
            tuple((role, e) for role, team in held.get("team", {}).items() for e in team),
        )
        for name, held in missions.items()
    }


def write(plan: Plan) -> Json:
    """The `missions` of a plan file."""
    found: Json = {}
    for name, choice in plan.items():
        team: dict[str, list[str]] = {}
        for role, expert in choice.team:
            team.setdefault(role, []).append(expert)
        found[name] = {
            "start": None if choice.start is None else moment(choice.start),
            "team": team,
        }
    return found
