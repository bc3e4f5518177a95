"""Sixty and more hostile addresses: none leads to a place that is not public, none has no end."""

import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from calendars.errors import CalendarUnreachable
from calendars.fetch.fetch import fetch
from calendars.fetch.places import is_public
from calendars.fetch.rules import Known, Rules
from calendars.fetch.target import target
from calendars.subscription import fetched
from tests.calendars.hostile.stand_in import BOMB, CALENDAR, SECRET, TAG, StandIn, stand_in

S, P, F = "https", "http", "file"
"""Schemes, apart from the hosts: no file of ours names an outside address."""
NEVER = Known()
MALFORMED = [
    *("", "calendar", "//calendars.example/a.ics", f"{S}://", f"{S}:///a.ics", f"{S}://.../"),
    *(f"{S}://u%3Aser:secret@calendars.example/", f"{S}://@127.0.0.1/", f"{S}://a b.example/"),
    *(f"{S}://:@calendars.example/", f"{S}://user:se%0Dcret@calendars.example/"),
    *(
        f"{S}://calendars.example\\@127.0.0.1/",
        f"{S}://a.example/\r\nHost:b",
        f"{S}://a\0.example",
    ),
    *(f"{S}://[::1/", f"{S}://[127.0.0.1]/", f"{S}://calendars.example:port/"),
    *(f"{S}://2130706433/", f"{S}://0x7f000001/", f"{S}://0x7f.1/", f"{S}://127.1/"),
    *(f"{S}://017700000001/", f"{S}://0177.0.0.1/", f"{S}://127.0.0.0x1/", f"{S}://0/"),
    *(f"{S}://calendars.example/" + "a" * 3000, f"{S}://-a.example/", f"{S}://%6cocalhost/"),
]
NOT_HTTPS = [
    *(f"{P}://calendars.example/", "ftp://calendars.example/", "gopher://127.0.0.1:6379/_x"),
    *(f"{F}:///etc/passwd", "data:text/calendar,x", "javascript:alert(1)", "ldap://127.0.0.1/"),
]
PORTS = [f"{S}://calendars.example:{port}/" for port in (0, 22, 80, 6379, 8443)]
INSIDE = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
    *(
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.2.1",
        "192.0.0.8",
        "224.0.0.1",
        "192.88.99.1",
    ),
    *("240.0.0.1", "255.255.255.255", "127.0.0.1.", "１２７.0.0.1"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[fe80::1]"),
    *("[fc00::1]", "[fec0::1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]"),
    *("[2001::1]", "[ff02::1]", "[2001:db8::1]", "[::ffff:0:127.0.0.1]"),
]
NAMES = {
    "one inside": ["127.0.0.1"],
    "the cloud's own": ["169.254.169.254"],
    "one of two inside": ["8.8.8.8", "10.0.0.1"],
    "a mapped one": ["::ffff:10.0.0.1"],
    "a link with its zone": ["fe80::1%lo"],
    "a name instead of an address": ["localhost"],
    "nothing": [],
}
"""What a hostile name server answers."""


@pytest.fixture
def there() -> Iterator[StandIn]:
    """The stand-in."""
    with stand_in() as here:
        yield here


def refusal(address: str, rules: Rules = Rules(), answers: list[str] | None = None) -> str:  # noqa: B008 # frozen
    """The code with which an address is refused; a name server of ours answers."""

    def resolver(host: str, _port: int) -> list[str]:
        return [host] if answers is None else answers

    with pytest.raises(CalendarUnreachable) as refused:
        fetch(address, NEVER, rules, resolver)
    return refused.value.code


def test_there_are_sixty_of_them() -> None:
    assert len(MALFORMED) + len(NOT_HTTPS) + len(PORTS) + len(INSIDE) + len(NAMES) >= 60


@pytest.mark.parametrize("address", MALFORMED)
def test_malformed_address_is_refused(address: str) -> None:
    assert refusal(address) in ("address.malformed", "address.not_https")


@pytest.mark.parametrize("address", NOT_HTTPS)
def test_other_schemes_are_refused(address: str) -> None:
    assert refusal(address) == "address.not_https"


@pytest.mark.parametrize("address", PORTS)
def test_other_ports_are_refused(address: str) -> None:
    assert refusal(address) == "address.port"


@pytest.mark.parametrize("host", INSIDE)
def test_inside_addresses_are_refused(host: str) -> None:
    assert refusal(f"{S}://{host}/a.ics") == "address.not_public"


@pytest.mark.parametrize("answers", NAMES.values(), ids=NAMES)
def test_names_that_lead_inside_are_refused(answers: list[str]) -> None:
    assert refusal(f"{S}://calendars.example/", answers=answers) in (
        "address.not_public",
        "address.unknown",
    )


def test_public_addresses_are_public() -> None:
    assert all(map(is_public, ("8.8.8.8", "2606:4700:4700::1111")))


def test_name_is_asked_once_so_that_it_cannot_rebind(there: StandIn) -> None:
    asked = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    address = there.address("calendar", host="calendars.example")
    found = fetch(address, NEVER, Rules(allows_loopback=True), rebinding)

    assert found.body == CALENDAR
    assert asked == ["calendars.example"]


@pytest.mark.parametrize(
    ("onwards", "code"),
    [
        (f"{P}://10.0.0.1/", "address.not_public"),
        (f"{P}://169.254.169.254/latest/meta-data", "address.not_public"),
        (f"{P}://192.0.0.8:8080/", "address.not_public"),
        (f"{F}:///etc/passwd", "address.not_https"),
        ("//192.168.0.1/", "address.not_public"),
        (f"{P}://2130706433/", "address.malformed"),
        (f"{P}://user@127.0.0.1/", "address.malformed"),
    ],
)
def test_redirect_is_held_to_the_same_rules(there: StandIn, onwards: str, code: str) -> None:
    address = there.address(f"to/{onwards}")

    assert refusal(address, Rules(allows_loopback=True)) == code


def test_three_redirects_are_followed_and_no_fourth(there: StandIn) -> None:
    rules = Rules(allows_loopback=True)

    assert fetch(there.address("hops/3"), NEVER, rules).body == CALENDAR
    assert refusal(there.address("hops/4"), rules) == "fetch.redirects"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("bomb", "fetch.too_large"),
        ("gzip-cut", "fetch.failed"),
        ("gzip-broken", "fetch.failed"),
        ("brotli", "fetch.encoded"),
        ("private", "fetch.denied"),
        ("large", "fetch.too_large"),
        ("cut", "fetch.failed"),
        ("heads", "fetch.failed"),
        ("long-head", "fetch.failed"),
        ("garbage", "fetch.failed"),
        ("chunks", "fetch.failed"),
        ("missing", "fetch.status"),
        ("hops/99", "fetch.redirects"),
    ],
)
def test_bad_answer_is_refused_behind_the_fence(there: StandIn, path: str, code: str) -> None:
    with pytest.raises(CalendarUnreachable) as refused:
        fetched(there.address(path), NEVER, allows_loopback=True)

    assert refused.value.code == code
    assert SECRET.decode() not in str(refused.value) + str(refused.value.facts)


@pytest.mark.parametrize("path", ["gzip", "gzip-twice"])
def test_compressed_calendar_is_unpacked(there: StandIn, path: str) -> None:
    assert fetched(there.address(path), NEVER, allows_loopback=True).body == CALENDAR


def with_name(address: str) -> str:
    """The address as people are given it, with a name and a password."""
    return address.replace("://", "://an%40na:p%C3%A4ss@word@", 1)


def test_name_and_password_of_an_address_are_said_to_its_server(there: StandIn) -> None:
    found = fetched(with_name(there.address("private")), NEVER, allows_loopback=True)

    assert found.body == CALENDAR
    assert b"p%C3%A4ss" not in there.questions[0]


def test_name_and_password_follow_to_the_same_server_and_to_no_other(there: StandIn) -> None:
    with stand_in() as other:
        same = with_name(there.address("to//private"))
        away = with_name(there.address(f"to/{other.address('private')}"))

        assert fetched(same, NEVER, allows_loopback=True).body == CALENDAR
        assert refusal(away, Rules(allows_loopback=True)) == "fetch.denied"
        assert [b"Authorization" in question for question in other.questions] == [False]


def test_name_and_password_are_in_no_text_about_an_address() -> None:
    there = target(f"{S}://anna:verysecret@calendars.example/a.ics", Rules())

    assert there.authorization == "Basic YW5uYTp2ZXJ5c2VjcmV0"
    assert "verysecret" not in repr(there) + there.address
    assert "YW5uYTp2ZXJ5c2VjcmV0" not in repr(there) + there.address


def test_slow_answers_end_after_ten_seconds(there: StandIn) -> None:
    def seconds(path: str) -> float:
        began = time.monotonic()
        with pytest.raises(CalendarUnreachable) as refused:
            fetched(there.address(path), NEVER, allows_loopback=True)
        assert refused.value.code == "fetch.too_slow"
        return time.monotonic() - began

    with ThreadPoolExecutor(2) as pool:
        took = list(pool.map(seconds, ("drip", "head-drip", "silence")))

    # Of the third, waiting for its turn is part.
    assert max(took[:2]) < 11.0


def test_unchanged_calendar_is_not_sent_again(there: StandIn) -> None:
    first = fetched(there.address("calendar"), NEVER, allows_loopback=True)
    second = fetched(there.address("calendar"), first.known, allows_loopback=True)

    assert (first.body, first.known.etag) == (CALENDAR, TAG)
    assert (second.body, second.known) == (None, first.known)


def test_this_machine_is_refused_without_the_tests_setting(there: StandIn) -> None:
    with pytest.raises(CalendarUnreachable):
        fetched(there.address("calendar"), NEVER)

    assert refusal(f"{S}://127.0.0.1:{there.port}/") == "address.port"
    assert there.asked == []


def test_question_says_no_more_than_it_must(there: StandIn) -> None:
    fetched(there.address("calendar"), NEVER, allows_loopback=True)

    names = {line.split(b":")[0] for line in there.questions[0].splitlines()[1:] if line}
    assert names == {b"Host", b"User-Agent", b"Accept", b"Accept-Encoding", b"Connection"}


def test_without_the_guard_the_same_addresses_lead_inside(there: StandIn) -> None:
    off = Rules(allows_loopback=True, refuses_private=False)

    def inside(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    leaked = [
        fetch(there.address(path, host), NEVER, off, inside).body
        for host in ("calendars.example", "metadata.example", "127.0.0.1", "10.0.0.1")
        for path in ("secret", f"to/{P}://10.0.0.1:{there.port}/secret")
    ]

    assert leaked == [SECRET] * 8


def test_without_the_guard_the_same_answers_do_harm(there: StandIn) -> None:
    with urllib.request.urlopen(there.address("large")) as answer:
        assert len(answer.read()) == 40_000_000
    with urllib.request.urlopen(there.address("bomb")) as answer:
        assert len(answer.read()) == len(BOMB)
    began = time.monotonic()
    with urllib.request.urlopen(there.address("drip"), timeout=2) as answer:
        # Each drop starts the clock again: a time limit of two seconds never strikes.
        answer.read(30)
    assert time.monotonic() - began > 6
