"""Single changes of a problem that could fill a vacancy, as values with their JSON Patches."""

from matcher.changes.patch import patched
from matcher.changes.single import Chain, Single, all_relaxed, is_filled

__all__ = ["Chain", "Single", "all_relaxed", "is_filled", "patched"]
