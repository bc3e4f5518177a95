"""The calendar programs that our feeds are read with."""

from benchmarks.clients.program import Program
from benchmarks.clients.programs.by_npm import ICAL_JS, NODE_ICAL
from benchmarks.clients.programs.by_pip import ICALENDAR, RECURRING, VOBJECT
from benchmarks.clients.programs.calcurse import CALCURSE
from benchmarks.clients.programs.evolution import EVOLUTION
from benchmarks.clients.programs.khal import KHAL_AND_VDIRSYNCER
from benchmarks.clients.programs.libical import LIBICAL
from benchmarks.clients.programs.thunderbird import THUNDERBIRD

PROGRAMS: tuple[Program, ...] = (
    THUNDERBIRD,
    EVOLUTION,
    KHAL_AND_VDIRSYNCER,
    CALCURSE,
    ICAL_JS,
    NODE_ICAL,
    LIBICAL,
    ICALENDAR,
    RECURRING,
    VOBJECT,
)
