"""What goes wrong between a phone and a server, one function each."""

from collections.abc import Callable

from tests.support.proxy import Answer, Fault

LOGIN = b"<!doctype html><title>Free wifi</title><h1>Log in to go on</h1>"
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
