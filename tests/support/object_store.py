"""Object storage behind a CDN, as little of it as the recipe uses: takes what its `aws` gives, and serves that.

An object is found by its exact key only. The CDN in front of it does two things more, which docs/hosting.md asks for:
its default root object, and 404.html for what is not there. STORE_REFUSES makes it a store that is not S3: no
keys that end with a slash (MinIO), or the checksum of newer command lines kept as an encoding.
"""

import json
import os
import sys
from pathlib import Path

HEADERS = {"content-type": "Content-Type", "cache-control": "Cache-Control", "content-encoding": "Content-Encoding"}


def quote(key: str) -> str:
    return key.replace("%", "%25").replace("/", "%2F")


def put(store: Path, options: list[str]) -> None:
    given = dict(zip((name.removeprefix("--") for name in options[::2]), options[1::2], strict=True))
    refuses = os.environ.get("STORE_REFUSES", "")
    if refuses == "slashes" and given["key"].endswith("/"):
        sys.exit("An error occurred (XMinioInvalidObjectName) when calling the PutObject operation")
    if refuses == "checksums" and os.environ.get("AWS_REQUEST_CHECKSUM_CALCULATION") != "when_required":
        given["content-encoding"] = f"{given.get('content-encoding', '')},aws-chunked"
    name = quote(given["key"])
    headers = {HEADERS[option]: value for option, value in given.items() if option in HEADERS}
    (store / f"{name}.body").write_bytes(Path(given["body"]).read_bytes())
    (store / f"{name}.headers").write_text(json.dumps(headers), encoding="utf-8")
    with (store / "order").open("a", encoding="utf-8") as order:
        order.write(f"{given['key']}\n")


def head(store: Path, options: list[str]) -> None:
    given = dict(zip((name.removeprefix("--") for name in options[::2]), options[1::2], strict=True))
    assert (given["query"], given["output"]) == ("ContentEncoding", "text")
    headers = json.loads((store / f"{quote(given['key'])}.headers").read_text(encoding="utf-8"))
    print(headers.get("Content-Encoding", "None"))


def serve(store: Path, port: int) -> None:
    # Not above: `aws` is called for each object, and starts a tenth of a second sooner without.
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            key = self.path.partition("?")[0].removeprefix("/") or "index.html"
            status, name = 200, quote(key)
            if not (store / f"{name}.body").exists():
                status, name = 404, "404.html"
            body = (store / f"{name}.body").read_bytes()
            self.send_response(status)
            for header, value in json.loads((store / f"{name}.headers").read_text(encoding="utf-8")).items():
                self.send_header(header, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    folder, command, *rest = sys.argv[1:]
    if command == "serve":
        serve(Path(folder), int(rest[0]))
    elif [command, rest[0]] == ["s3api", "put-object"]:
        put(Path(folder), rest[1:])
    elif [command, rest[0]] == ["s3api", "head-object"]:
        head(Path(folder), rest[1:])
    else:
        sys.exit(f"this store does not know: {command} {rest[0]}")
