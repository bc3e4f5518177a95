"""What a scenario alters: a list of changes, replayed on a problem in their order."""

from matcher.scenario.applying import Applied, added, apply
from matcher.scenario.change import Change, ChangeUnknown

__all__ = ["Applied", "Change", "ChangeUnknown", "added", "apply"]
