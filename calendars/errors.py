"""What the post room may refuse, one class per thing a caller does differently."""


class CalendarError(Exception):
    """Base of every error of the post room."""


class EntryUnwritable(CalendarError, ValueError):
    """An entry that no calendar program could read right, and the field that is to blame."""

    def __init__(self, uid: str, field: str, reason: str) -> None:
        self.uid = uid
        self.field = field
        super().__init__(f"The entry {uid!r} cannot be written, {field}: {reason}")


class ZoneUnknown(CalendarError, ValueError):
    """A name that is no time zone of the IANA database."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no time zone {name!r}.")


class CalendarUnreadable(CalendarError):
    """A file of which nothing can be read: what was known before it stays."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"The calendar cannot be read: {code}.")


class CalendarUnreachable(CalendarError):
    """An address from which no calendar comes, or which is not asked at all."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(f"No calendar comes from that address: {code}.")
