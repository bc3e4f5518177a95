"""The rules of a right plan and the measures of a better one, one room each."""

from matcher.problem import Measure
from matcher.rules.base import Aim, DateRule, Rule, SeatRule
from matcher.rules.burden import Burden
from matcher.rules.busy import Busy
from matcher.rules.calls import Calls
from matcher.rules.cost import Cost
from matcher.rules.delay import Delay
from matcher.rules.double import Double
from matcher.rules.finish import Finish
from matcher.rules.incomplete import Incomplete
from matcher.rules.limits import Limits
from matcher.rules.misfit import Misfit
from matcher.rules.order import Order
from matcher.rules.pins import Pins
from matcher.rules.places import Places
from matcher.rules.plurality import Plurality
from matcher.rules.pool import Pool
from matcher.rules.programmes import Programmes
from matcher.rules.requirements import Requirements
from matcher.rules.rest import Rest
from matcher.rules.seats import Seats
from matcher.rules.start import Start
from matcher.rules.vacancies import Vacancies

OF_A_DATE: tuple[DateRule, ...] = (Busy(),)
"""What is closed to a person on some dates, whatever else is planned."""
OF_TIME: tuple[SeatRule, ...] = (*OF_A_DATE, Double(), Rest(), Limits())
"""What one mission more may not take of a person."""
OF_A_SEAT: tuple[SeatRule, ...] = (
    Seats(),
    Requirements(),
    *OF_TIME,
    Programmes(),
    Plurality(),
)
"""What may keep somebody from a seat."""
RULES: tuple[Rule, ...] = (
    Seats(),
    Start(),
    Requirements(),
    *OF_TIME,
    Programmes(),
    Places(),
    Order(),
    Plurality(),
    Pins(),
)
"""Every rule of a right plan, in the order in which people are told of them."""
AIMS: tuple[Aim, ...] = (
    Incomplete(),
    Vacancies(),
    Calls(),
    Misfit(),
    Burden(),
    Delay(),
    Pool(),
    Cost(),
    Finish(),
)
AIM_BY_MEASURE: dict[Measure, Aim] = {aim.measure: aim for aim in AIMS}
CODES: tuple[str, ...] = tuple(code for rule in RULES for code in rule.codes)
