"""A mail server for tests: IMAP over TLS on this machine, with mails that a test puts in.

It knows the few commands that a reader needs (RFC 3501), and writes down what it is told.
"""

import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PASSWORD = 'tulip:and"quote'


@dataclass
class Post:
    """The mails of the folder by UID, and the commands that came."""

    mails: dict[int, bytes] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    password: str = PASSWORD
    folder: str = "INBOX"


@contextmanager
def serving(post: Post, shown: Path) -> Iterator[int]:
    """The server for as long as the block lasts; answers its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown)
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=_serve, args=(listening, context, post), daemon=True)
        thread.start()
        yield listening.getsockname()[1]


def _serve(listening: socket.socket, context: ssl.SSLContext, post: Post) -> None:
    while True:
        try:
            plain, _ = listening.accept()
        except OSError:
            return
        try:
            with closing(plain), context.wrap_socket(plain, server_side=True) as secure:
                _talk(secure, post)
        except OSError:
            # The other side does not trust us, or has left.
            pass


def _talk(secure: ssl.SSLSocket, post: Post) -> None:
    secure.sendall(b"* OK ready\r\n")
    for line in secure.makefile("rb"):
        tag, _, command = line.decode().strip().partition(" ")
        post.heard.append(command)
        secure.sendall(b"".join(_answer(command, post)) + _verdict(tag, command, post))
        if command == "LOGOUT":
            return


def _verdict(tag: str, command: str, post: Post) -> bytes:
    refused = (command.startswith("LOGIN") and not _knows(command, post.password)) or (
        command.startswith("EXAMINE") and f'"{post.folder}"' not in command
    )
    return f"{tag} {'NO refused' if refused else 'OK done'}\r\n".encode()


def _knows(command: str, password: str) -> bool:
    quoted = password.replace("\\", "\\\\").replace('"', '\\"')
    return command.endswith(f'"{quoted}"')


def _answer(command: str, post: Post) -> Iterator[bytes]:
    if command == "CAPABILITY":
        yield b"* CAPABILITY IMAP4rev1\r\n"
    elif command.startswith("EXAMINE"):
        yield f"* {len(post.mails)} EXISTS\r\n".encode()
    elif command.startswith("UID SEARCH"):
        yield f"* SEARCH {' '.join(map(str, post.mails))}\r\n".encode()
    elif match := re.fullmatch(r"UID FETCH ([\d,]+) \(UID (BODY\.PEEK.*)\)", command):
        for uid in map(int, match[1].split(",")):
            yield _fetched(uid, match[2], post.mails[uid])


def _fetched(uid: int, what: str, mail: bytes) -> bytes:
    if "HEADER.FIELDS" in what:
        found = re.search(rb"^Message-ID:.*?\r\n", mail, re.I | re.M)
        body, section = (found[0] if found else b"") + b"\r\n", "BODY[HEADER.FIELDS (MESSAGE-ID)]"
    else:
        most = re.search(r"<0\.(\d+)>", what)
        assert most is not None, "the reader bounds what it takes"
        body, section = mail[: int(most[1])], "BODY[]<0>"
    head = f"* {uid} FETCH (UID {uid} {section} {{{len(body)}}}\r\n"
    return head.encode() + body + b")\r\n"
