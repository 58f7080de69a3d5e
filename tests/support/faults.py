"""What goes wrong between a phone and a server, one function each."""

import random
from collections.abc import Callable

from tests.support.proxy import Answer, Fault

LOGIN = b"<!doctype html><title>Free wifi</title><h1>Log in to go on</h1>"
LONG_LIST = b"[" + b"1," * 25_000_000 + b"1]"  # 50 MB
PIECE = 16_000  # bytes that an endless body brings at once
TEN_YEARS = "Thu, 01 Jan 2037 00:00:00 GMT"


def cut_off(answer: Answer) -> None:
    """The process is killed while it sends the body."""
    answer.line.sendall(answer.head() + answer.body[: len(answer.body) // 2])
    answer.break_off()


def truncated(answer: Answer) -> None:
    """The body is too short and says that it is not."""
    answer.body = answer.body[: len(answer.body) // 2]
    answer.send()


def hanging(answer: Answer) -> None:
    """Bars on the phone, and nothing comes (lie-fi)."""
    answer.line.sendall(answer.head() + answer.body[: len(answer.body) // 2])
    answer.closing.wait(60)


def silent(answer: Answer) -> None:
    """The connection is made, and not even a head comes."""
    answer.closing.wait(60)


def slow(answer: Answer) -> None:
    """One byte a second."""
    answer.line.sendall(answer.head())
    for place in range(len(answer.body)):
        answer.line.sendall(answer.body[place : place + 1])
        if answer.closing.wait(1):
            break


def head_only(answer: Answer) -> None:
    """The head comes, and then nothing."""
    answer.line.sendall(answer.head())
    answer.closing.wait(60)


def endless(answer: Answer) -> None:
    """A body that does not say how long it is, and is never over; `sent` counts what was taken of it."""
    answer.headers.pop("Content-Encoding", None)
    lines = [f"{name}: {value}" for name, value in answer.headers.items()]
    answer.line.sendall("\r\n".join(["HTTP/1.1 200 OK", *lines, "Connection: close", "", ""]).encode())
    answer.sent = 0
    # No zip and no buffer makes anything small of it; it stops short of the machine's own memory.
    piece = random.Random(answer.path).randbytes(PIECE)
    while answer.sent < len(LONG_LIST) and not answer.closing.wait(0.001):
        answer.line.sendall(piece)
        answer.sent += len(piece)
    answer.closing.wait(60)


def not_modified(answer: Answer) -> None:
    """A confused cache confirms what nobody has."""
    answer.line.sendall(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")


def in_part(answer: Answer) -> None:
    """A proxy that broke off itself gives what it has of the body."""
    half, whole = len(answer.body) // 2, len(answer.body)
    answer.status, answer.body = 206, answer.body[:half]
    answer.headers["Content-Range"] = f"bytes 0-{half - 1}/{whole}"
    answer.send()


def empty(answer: Answer) -> None:
    """A file that is being written on the host, or a proxy that lost the body: all else is right."""
    answer.headers.pop("Content-Encoding", None)
    answer.status, answer.body = 200, b""
    answer.send()


def by_proxy(answer: Answer) -> None:
    """Non-authoritative: a proxy says that it may have changed something, and has not."""
    answer.status = 203
    answer.send()


def transformed(answer: Answer) -> None:
    """Non-authoritative, and changed."""
    answer.status = 203
    rewritten(answer)


def wrongly_zipped(answer: Answer) -> None:
    """Plain text that is announced as gzip."""
    answer.unpack()
    answer.headers["Content-Encoding"] = "gzip"
    answer.send()


def json_of(body: bytes) -> Fault:
    """JSON, but of something else."""

    def fault(answer: Answer) -> None:
        answer.headers, answer.body = {"Content-Type": "application/json"}, body
        answer.send()

    return fault


def status(number: int) -> Fault:
    def fault(answer: Answer) -> None:
        answer.status, answer.headers, answer.body = number, {"Content-Type": "text/html"}, b"<h1>Sorry</h1>"
        answer.send()

    return fault


def portal(answer: Answer) -> None:
    """A login page, and it says 200."""
    answer.status, answer.headers, answer.body = 200, {"Content-Type": "text/html"}, LOGIN
    answer.send()


def portal_redirect(answer: Answer) -> None:
    if answer.path == "/login":
        return portal(answer)
    answer.status, answer.headers, answer.body = 302, {"Location": "/login", "Content-Type": "text/html"}, b""
    return answer.send()


def elsewhere(answer: Answer) -> None:
    """A portal whose login page is on another host."""
    answer.status, answer.headers, answer.body = 302, {"Location": "http://login.example/"}, b""
    answer.send()


def wrong_type(answer: Answer) -> None:
    answer.headers = {**answer.headers, "Content-Type": "text/plain"}
    answer.send()


def rewritten(answer: Answer) -> None:
    """A mobile carrier's proxy puts something into each page, and re-codes everything else."""
    answer.unpack()
    answer.body += b"<script>alert(1)</script>"
    answer.send()


def meddled(answer: Answer) -> None:
    """Cache-Control and Vary abused, and every clock of the network ten years off."""
    kept = {
        name: value for name, value in answer.headers.items() if name.lower() not in ("cache-control", "vary", "date")
    }
    ours = {"Cache-Control": "public, max-age=999999999", "Vary": "*", "Age": "315360000"}
    answer.headers = {**kept, **ours, "Date": TEN_YEARS, "Expires": TEN_YEARS}
    answer.send()


FAULTS: dict[str, Fault] = {
    "process killed mid-body": cut_off,
    "body truncated": truncated,
    "body hangs for ever": hanging,
    "no answer at all": silent,
    "one byte a second": slow,
    "500": status(500),
    "503": status(503),
    "404": status(404),
    "portal says 200": portal,
    "portal redirects": portal_redirect,
    "a portal redirects to another host": elsewhere,
    "304 that nobody asked for": not_modified,
    "206 with half the body": in_part,
    "200 with an empty body": empty,
    "203, and changed": transformed,
    "203, and nothing changed": by_proxy,
    "gzip is announced, plain text comes": wrongly_zipped,
    "JSON {}": json_of(b"{}"),
    "JSON null": json_of(b"null"),
    "JSON of numbers": json_of(b"[1, 2, 3]"),
    "JSON of 50 MB": json_of(LONG_LIST),
    "JSON of a hundred thousand texts": json_of(b'["' + b'","'.join([b"a"] * 100_000) + b'"]'),
    "head, then silence": head_only,
    "endless body": endless,
    "wrong content type": wrong_type,
    "rewritten on the way": rewritten,
    "cache headers abused, clocks ten years off": meddled,
}


def swapped(get: Callable[[str], bytes], path: str) -> Fault:
    """This one entry comes from another version."""

    def fault(answer: Answer) -> None:
        answer.unpack()
        answer.body = get(path)
        answer.send()

    return fault
