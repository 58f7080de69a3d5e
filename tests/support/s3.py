"""A store that speaks S3 over TLS as MinIO does, as much as the real AWS command line asks of it for one upload.

Its checksum travels in another way without TLS. Nothing checks a signature.
"""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.support.hosts import tool

REFUSED = b"<Error><Code>XMinioInvalidObjectName</Code><Message>Unsupported characters.</Message></Error>"


@dataclass
class Bucket:
    """`environ` is what the command line must know; `objects` has the headers of each, by bucket and key."""

    environ: dict[str, str]
    objects: dict[str, Message] = field(default_factory=dict)


@contextmanager
def bucket(folder: Path) -> Iterator[Bucket]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    make += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([tool("openssl"), *make], check=True, capture_output=True)
    objects: dict[str, Message] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, objects))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environ = {
        "AWS_ENDPOINT_URL": f"https://127.0.0.1:{server.server_port}",
        "AWS_CA_BUNDLE": str(certificate),
        "AWS_ACCESS_KEY_ID": "of the test",
        "AWS_SECRET_ACCESS_KEY": "of the test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": str(folder / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(folder / "none"),
    }
    try:
        yield Bucket(environ, objects)
    finally:
        server.shutdown()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, objects: dict[str, Message], *given: Any) -> None:
        self.objects = objects
        super().__init__(*given)

    def do_PUT(self) -> None:
        self.read_body()
        key = self.key()
        if key.endswith("/"):
            self.answer(400, REFUSED)
            return
        self.objects[key] = self.headers
        self.answer(200)

    def do_HEAD(self) -> None:
        self.answer(200, encoding=self.objects[self.key()]["Content-Encoding"])

    def key(self) -> str:
        return self.path.partition("?")[0].removeprefix("/")

    def read_body(self) -> None:
        if self.headers["Transfer-Encoding"] != "chunked":
            self.rfile.read(int(self.headers["Content-Length"]))
            return
        while size := int(self.rfile.readline(), 16):
            self.rfile.read(size + 2)
        self.rfile.readline()

    def answer(self, status: int, body: bytes = b"", encoding: str = "") -> None:
        self.send_response(status)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
