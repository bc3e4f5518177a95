"""Sixty hostile calendar files of our own making, each a name and how its bytes are made."""

from collections.abc import Callable, Mapping

Make = Callable[[], bytes]
DATE = "20270301T000000Z"


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", ""))


def calendar(*parts: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


def ruled(rule: str, start: str = "19700101T000000Z", more: str = "DURATION:PT1S") -> Make:
    return lambda: calendar(event(f"DTSTART:{start}", more, f"RRULE:{rule}"))


def many(count: int, *lines: str) -> Make:
    return lambda: calendar(*(event(*lines).replace("UID:1", f"UID:{n}") for n in range(count)))


def numbers(first: int, last: int) -> str:
    return ",".join(str(number) for number in range(first, last + 1))


def zoned(rule: str, count: int = 1) -> Make:
    def make() -> bytes:
        zones = (
            f"BEGIN:VTIMEZONE\r\nTZID:z{n}\r\nBEGIN:STANDARD\r\nDTSTART:00020101T000000\r\n"
            f"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:{rule}\r\nEND:STANDARD\r\n"
            f"END:VTIMEZONE\r\n" + event(f"DTSTART;TZID=z{n}:20270301T000000")
            for n in range(count)
        )
        return calendar(*zones)

    return make


def offered(inside: str, count: int = 1) -> Make:
    part = "BEGIN:VAVAILABILITY\r\n" + inside + "END:VAVAILABILITY\r\n"
    return lambda: calendar(part * count)


def available(rule: str) -> str:
    return event("DTSTART:20260101T080000Z", "DURATION:PT1S", f"RRULE:{rule}").replace(
        "VEVENT", "AVAILABLE"
    )


def changed(count: int) -> Make:
    def day(number: int) -> str:
        return f"2027{number % 12 + 1:02}{number % 28 + 1:02}T{number % 24:02}"

    def make() -> bytes:
        series = event("DTSTART:20260101T000000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY")
        moves = (
            event(
                f"RECURRENCE-ID;RANGE=THISANDFUTURE:{day(n)}0000Z",
                f"DTSTART:{day(n)}3000Z",
                "DURATION:PT1H",
            )
            for n in range(count)
        )
        return calendar(series, *moves)

    return make


CROSS = (
    f"FREQ=YEARLY;BYMONTH={numbers(1, 12)};BYMONTHDAY={numbers(1, 31)};BYHOUR={numbers(0, 23)};"
    f"BYMINUTE={numbers(0, 59)};BYSECOND={numbers(0, 59)}"
)
RULES: Mapping[str, Make] = {
    "secondly": ruled("FREQ=SECONDLY"),
    "secondly that never matches": ruled("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    "secondly, counted": ruled("FREQ=SECONDLY;COUNT=999999999"),
    "secondly, small letters": ruled("freq=secondly"),
    "secondly, folded": lambda: ruled("FREQ=SECONDLY")().replace(b"SECO", b"SE\r\n CO"),
    "minutely": ruled("FREQ=MINUTELY"),
    "minutely from year 2": ruled("FREQ=MINUTELY", "00020101T000000Z"),
    "thousand secondly": many(1000, "DTSTART:19700101T000000Z", "RRULE:FREQ=SECONDLY"),
    "hourly from year 2, counted": ruled("FREQ=HOURLY;COUNT=999999999", "00020101T000000Z"),
    "hourly that never matches": ruled("FREQ=HOURLY;BYMONTHDAY=31;BYYEARDAY=1;COUNT=9"),
    "daily that never matches": ruled("FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2"),
    "two hundred that never match": many(
        200, "DTSTART:00020101T000000Z", "RRULE:FREQ=HOURLY;BYMONTHDAY=31;BYYEARDAY=1;COUNT=9"
    ),
    "weekly that never matches": ruled("FREQ=WEEKLY;BYMONTH=2;BYSETPOS=300;BYDAY=MO"),
    "monthly that never matches": ruled("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2"),
    "monthly, interval of centuries": ruled("FREQ=MONTHLY;INTERVAL=999999999"),
    "yearly that never matches": ruled("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"),
    "everything by everything": ruled(CROSS),
    "everything, last of each year": ruled(CROSS + ";BYSETPOS=-1"),
    "every second of a day": ruled(
        f"FREQ=DAILY;BYHOUR={numbers(0, 23)};BYMINUTE={numbers(0, 59)};BYSECOND={numbers(0, 59)}"
    ),
    "a hundred years, daily": ruled("FREQ=DAILY", "19260101T000000Z", "DURATION:P36500D"),
    "thousand daily": many(1000, "DTSTART:19700101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"),
    "twelve thousand weekly": many(11_000, "DTSTART:20260101T000000Z", "RRULE:FREQ=WEEKLY"),
    "count beyond numbers": ruled("FREQ=DAILY;COUNT=" + "9" * 100_000),
    "interval beyond numbers": ruled("FREQ=DAILY;INTERVAL=" + "9" * 100_000),
    "number beyond Python": ruled("FREQ=DAILY;BYHOUR=" + "9" * 100_000),
    "hundred thousand BYDAY": ruled("FREQ=MONTHLY;BYDAY=" + ",".join(["-1MO"] * 100_000)),
    "rule of empty parts": ruled("FREQ=DAILY" + ";" * 1_000_000),
    "six hundred rules": lambda: calendar(
        event("DTSTART:20000101T000000Z", *["RRULE:FREQ=HOURLY"] * 600)
    ),
    "six hundred exceptions": lambda: calendar(
        event("DTSTART:20000101T000000Z", "RRULE:FREQ=HOURLY", *["EXRULE:FREQ=HOURLY"] * 600)
    ),
    "five thousand changes from here on": changed(5_000),
}
SIZES: Mapping[str, Make] = {
    "hundred thousand events": many(100_000, f"DTSTART:{DATE}"),
    "twenty thousand small events": many(20_000, f"DTSTART:{DATE}"),
    "nested two hundred thousand": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 200_000,
    "nested calendars": lambda: b"BEGIN:VCALENDAR\r\n" * 100_000,
    "nested unknown": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 10_000,
    "ends without beginnings": lambda: b"BEGIN:VCALENDAR\r\n" + b"END:VEVENT\r\n" * 160_000,
    "twenty megabytes on one line": lambda: calendar(event("SUMMARY:" + "A" * 20_000_000)),
    "two megabytes on one line": lambda: calendar(
        event(f"DTSTART:{DATE}", "SUMMARY:" + "A" * 2_000_000)
    ),
    "half a million folds": lambda: calendar(
        event(f"DTSTART:{DATE}", "SUMMARY:" + "\r\n A" * 480_000)
    ),
    "a million empty lines": lambda: calendar("\r\n" * 1_000_000),
    "a million stray letters": lambda: calendar("A\n" * 1_000_000),
    "hundred thousand added dates": lambda: calendar(
        event(f"DTSTART:{DATE}", "RDATE:" + ",".join([DATE] * 110_000))
    ),
    "hundred thousand exceptions": lambda: calendar(
        event(
            "DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY", "EXDATE:" + ",".join([DATE] * 110_000)
        )
    ),
    "periods of a hundred years": lambda: calendar(
        event(f"DTSTART:{DATE}", "RDATE;VALUE=PERIOD:" + ",".join([f"{DATE}/P36500D"] * 75_000))
    ),
    "sixty thousand free/busy periods": lambda: calendar(
        "BEGIN:VFREEBUSY\r\nFREEBUSY:"
        + ",".join([f"{DATE}/PT1S"] * 90_000)
        + "\r\nEND:VFREEBUSY\r\n"
    ),
    "parameters without end": lambda: calendar(event("DTSTART" + ";X=1" * 500_000 + f":{DATE}")),
    "a million quotation marks": lambda: calendar(event("DTSTART;X=" + '"' * 2_000_000)),
    "commas in a parameter": lambda: calendar(event("DTSTART;X=a" + ",a" * 900_000)),
    "backslashes": lambda: calendar(event(f"DTSTART:{DATE}", "SUMMARY:" + "\\" * 2_000_000)),
}
OTHERS: Mapping[str, Make] = {
    "length beyond time": ruled("FREQ=DAILY", more="DURATION:P999999999D"),
    "year one": ruled("FREQ=DAILY", "00010101T000000Z"),
    "year 9999": ruled("FREQ=DAILY", "99991231T235959Z"),
    "zone that changes daily": zoned("FREQ=DAILY"),
    "zone that changes by the second": zoned("FREQ=SECONDLY"),
    "four thousand zones that change daily": zoned("FREQ=DAILY", 3_900),
    "zones that never change": zoned("FREQ=HOURLY;BYMONTHDAY=31;BYYEARDAY=1;COUNT=9", 2_000),
    "availability every hour": offered(available("FREQ=HOURLY")),
    "thousand availabilities": offered(available("FREQ=DAILY"), 1_000),
    "zeros and nothing else": lambda: b"\0" * 2_000_000,
    "halves of characters": lambda: b"\xff\xfe" + b"\xd8" * 1_999_999,
}
FILES: Mapping[str, Make] = RULES | SIZES | OTHERS
