"""Who did something, as pages say it; the audit keeps a label in one language."""

from web.language.speech import gettext as _

_BETWEEN = " for "
"""What stands between two names in a label (`db.actors`)."""


def acted(label: str) -> str:
    """`Ines` or `Ines, for Anne Bova`, of whoever acts in somebody's place."""
    who, _between, whom = label.rpartition(_BETWEEN)
    return _("%(who)s, for %(whom)s", who=who, whom=whom) if who else label
