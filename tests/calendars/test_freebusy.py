"""Free and busy times of somebody: from the first moment that is taken to the last."""

from datetime import UTC, datetime

from calendars.freebusy import Person, Taken, person_lines


def test_time_that_is_told_ends_with_what_ends_last_and_not_with_what_begins_last() -> None:
    march = [datetime(2027, 3, day, 9, tzinfo=UTC) for day in range(1, 6)]
    person = Person("anne@qc", march[0], (Taken(march[0], march[4]), Taken(march[1], march[2])))

    lines = list(person_lines(person))

    assert b"DTSTART:20270301T090000Z" in lines
    assert b"DTEND:20270305T090000Z" in lines
