"""The post room: what calendar programs are told, and what they tell us."""

# Chooses the zone data of the process (`matcher.zone_data`) before any zone is asked for here.
import matcher.halfdays  # noqa: F401  # for what comes with it
