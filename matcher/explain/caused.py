"""What a change of a plan breaks: breaches that were not there before, or not as badly."""

from collections.abc import Iterable

from matcher.plan import Breach

_AMOUNTS = frozenset({"half_days", "cost", "missions", "seated"})
"""Facts that say how far a bound is passed: less of it is no new breach."""
_NAMES = frozenset({"members"})
"""Facts that say who is part of it: a team of one group stays one when somebody else joins it."""


def caused(before: Iterable[Breach], after: Iterable[Breach]) -> tuple[Breach, ...]:
    """The breaches of a plan after a change that it did not have before it."""
    old, found = list(before), []
    for breach in after:
        known = next((each for each in old if _is_no_worse(breach, each)), None)
        if known is None:
            found.append(breach)
        else:
            old.remove(known)
    return tuple(found)


def _is_no_worse(breach: Breach, than: Breach) -> bool:
    if _place(breach) != _place(than) or breach.facts.keys() != than.facts.keys():
        return False
    return all(
        _amount(fact) <= _amount(than.facts[name]) if name in _AMOUNTS else fact == than.facts[name]
        for name, fact in breach.facts.items()
        if name not in _NAMES
    )


def _place(breach: Breach) -> tuple[object, ...]:
    return breach.code, breach.mission, breach.role, breach.expert


def _amount(fact: object) -> int:
    return int(str(fact))
