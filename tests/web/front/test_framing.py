"""Where a request ends, however its octets come."""

from http import HTTPStatus

import pytest

from web.http.front.framing import LARGEST_BODY, LARGEST_HEAD, Framing

GET = b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabcde"
CHUNKED = (
    b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3\r\nabc\r\n1;x=y\r\n\n\r\n0\r\nTrailer: t\r\n\r\n"
)


@pytest.mark.parametrize("request_", [GET, POST, CHUNKED])
@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
def test_request_ends_at_its_last_octet_however_it_comes(request_: bytes, step: int) -> None:
    framing, sent, at = Framing(), request_ + b"GET /next", 0
    while framing.part != "whole":
        at += framing.take(sent[at : at + step])

    assert at == len(request_)
    assert not framing.is_last


@pytest.mark.parametrize("request_", [GET, POST, CHUNKED])
def test_request_without_its_last_octet_is_waited_for(request_: bytes) -> None:
    framing = Framing()

    assert framing.take(request_[:-1]) == len(request_) - 1
    assert framing.part != "whole"


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: -5",
        b"Content-Length: 0x5",
        b"Content-Length: 99999999999999999999999",
        b"Content-Length: %d" % (LARGEST_BODY + 1),
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    ],
)
def test_odd_framing_is_not_waited_for_and_is_the_last(headers: bytes) -> None:
    framing = Framing()
    framing.take(b"POST / HTTP/1.1\r\nHost: h\r\n" + headers + b"\r\n\r\n")

    assert (framing.part, framing.is_last) == ("whole", True)


@pytest.mark.parametrize("body", [b"zz\r\n", b"-1\r\n", b"\r\n", b"7fffffff\r\n", b"1" * 9000])
def test_odd_chunks_are_not_waited_for(body: bytes) -> None:
    framing = Framing()
    framing.take(b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body)

    assert (framing.part, framing.is_last) == ("whole", True)


def test_head_without_end_is_not_waited_for() -> None:
    framing = Framing()
    framing.take(b"GET / HTTP/1.1\r\nX: " + b"x" * LARGEST_HEAD)

    assert (framing.part, framing.is_last) == ("whole", True)
    assert framing.refused == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nX: y",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: a",
        b"GET / HTTP/1.0\r\nHost: a\r\nHost: b",
        b"\r\nGET / HTTP/1.1\r\nX: y",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue",
    ],
)
def test_request_without_one_host_is_refused_and_the_last(head: bytes) -> None:
    framing = Framing()
    framing.take(head + b"\r\n\r\n")

    assert framing.refused == HTTPStatus.BAD_REQUEST
    assert (framing.is_last, framing.expects_word) == (True, False)


def test_request_of_1_0_needs_no_host() -> None:
    framing = Framing()
    framing.take(b"GET / HTTP/1.0\r\n\r\n")

    assert (framing.part, framing.refused) == ("whole", None)


@pytest.mark.parametrize(
    "head",
    [
        b"POST / HTTP/1.0\r\nContent-Length: 5",
        b"GET / HTTP/1.1\r\nHost: h",
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0",
        b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 900000000",
    ],
)
def test_no_word_is_sent_to_who_knows_none_or_sends_nothing(head: bytes) -> None:
    framing = Framing()
    framing.take(head + b"\r\nExpect: 100-continue\r\n\r\n")

    assert framing.part == "whole" or not framing.expects_word


@pytest.mark.parametrize(
    "said", [b"close", b"Close", b"keep-alive, close", b"x\r\nConnection: close"]
)
def test_request_that_says_so_is_the_last(said: bytes) -> None:
    framing = Framing()
    framing.take(b"GET / HTTP/1.1\r\nHost: h\r\nConnection: " + said + b"\r\n\r\n")

    assert (framing.part, framing.is_last) == ("whole", True)


def test_chunks_of_1_0_are_not_waited_for() -> None:
    framing = Framing()
    framing.take(b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")

    assert (framing.part, framing.is_last) == ("whole", True)


def test_body_that_waits_for_a_word_is_known() -> None:
    framing = Framing()
    framing.take(b"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n")

    assert (framing.part, framing.expects_word) == ("body", True)


@pytest.mark.parametrize(
    "body",
    [
        b"0x4\r\nabcd\r\n",
        b"+4\r\nabcd\r\n",
        b"1_0\r\n",
        b"4\r\nabcdXX\r\n",
        b"4;x\nabcd\r\n",
        b"0\r\r\n",
        b"0\r\nContent-Length: 4\r\n",
    ],
)
def test_chunks_that_are_none_are_wrong(body: bytes) -> None:
    framing = Framing()
    framing.take(b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + body)

    assert framing.refused == HTTPStatus.BAD_REQUEST
    assert (framing.part, framing.is_last) == ("whole", True)


def test_what_chunks_carry_beside_their_data_counts_too() -> None:
    framing, piece = Framing(), b"1;x=" + b"a" * 8000 + b"\r\nb\r\n"
    framing.take(b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
    sent = 0
    while framing.part != "whole" and sent < 2 * LARGEST_BODY:
        framing.take(piece)
        sent += len(piece)

    assert framing.refused == HTTPStatus.BAD_REQUEST
    assert sent <= LARGEST_BODY + len(piece)
