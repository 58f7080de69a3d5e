"""Security and cache headers and media types: one table, for the server, the worker's stored copies and web hosts.

Nothing from elsewhere, and nothing `unsafe-*`: the policy of a page that carries its style and a script inside names
both by their hashes, the others none. Scripts can be loaded only through the one Trusted Types policy `cramp`.
Strict-Transport-Security belongs to whatever ends TLS (deploy/).
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Carried:
    """The hashes of what stands inside a page, as a policy writes them: `'sha256-…'`."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


NOTHING = Carried()

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "cramp",
}
# For hosts that cannot send headers: what matters most in few bytes, because it stands in every page. Browsers ignore
# frame-ancestors in <meta>. Where the header comes too, both hold.
META_POLICY = "default-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types cramp"
# Where templates put it: before anything that content says.
META = re.compile(
    rb'<!doctype html>\s*<html[^<]*>\s*<head>\s*<meta charset="utf-8">\s*'
    rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
HASH = re.compile(r"'sha256-[\w+/=]+'")


def hash_of(text: str) -> str:
    """What a policy calls an inline style or script by (CSP3, "hash-source")."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(carried: Carried = NOTHING) -> str:
    """The Content-Security-Policy of an answer."""
    allowed = {"script-src": carried.scripts, "style-src": carried.styles}
    return "; ".join(" ".join([name, value, *allowed.get(name, ())]) for name, value in POLICY.items())


def meta_policy(carried: Carried = NOTHING) -> str:
    """The policy that stands in a page."""
    lines = [META_POLICY]
    lines += [f"style-src 'self' {' '.join(carried.styles)}"] if carried.styles else []
    lines += [f"script-src 'self' {' '.join(carried.scripts)}"] if carried.scripts else []
    return "; ".join(lines)


def carried_by(body: bytes) -> Carried:
    """What a page of ours carries, by the policy in its own head; what is no such page carries nothing."""
    found = META.match(body)
    said = dict(rule.split(" ", 1) for rule in found[1].decode().split("; ") if " " in rule) if found else {}
    return Carried(tuple(HASH.findall(said.get("style-src", ""))), tuple(HASH.findall(said.get("script-src", ""))))


SECURITY = {
    "Content-Security-Policy": policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "screen-wake-lock=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}

# no-transform: a proxy that rewrites a page would break its digest, and brotli made on the way could cut off a worker
# (pwa/hosting/export.py). A CDN compresses nothing that says so, and bundles, styles and scripts shall be compressed.
REVALIDATE = "no-cache, no-transform"
IMMUTABLE = "public, max-age=31536000, immutable"
# What stands in these folders has its digest or version in its address, and never changes.
IMMUTABLE_FOLDERS = ("assets", "release")

HTML = "text/html; charset=utf-8"
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
MEDIA_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
    ".json": JSON,
    ".xml": "application/xml",
    ".txt": TEXT,
}


def media_type(name: str) -> str:
    """The type of a file by its name or path; a page's address ends with a slash."""
    return HTML if name.endswith("/") else MEDIA_TYPES.get(PurePosixPath(name).suffix, BYTES)


def is_immutable(name: str) -> bool:
    """Whether a file may be kept for ever. `name` is its path below the site's base, without a slash before it."""
    folder, slash, _ = name.partition("/")
    return bool(slash) and folder in IMMUTABLE_FOLDERS


def security_for(carried: Carried) -> dict[str, str]:
    """The security headers of an answer that carries this."""
    return {**SECURITY, "Content-Security-Policy": policy(carried)}


def headers_for(content_type: str, immutable: bool, body: bytes = b"") -> dict[str, str]:
    """Every header of an answer with this media type, apart from those of its length and ETag.

    Args:
        content_type: the media type.
        immutable: whether it may be kept for ever.
        body: the answer's; a page may carry what its policy has to name.
    """
    return {
        "Content-Type": content_type,
        "Cache-Control": IMMUTABLE if immutable else REVALIDATE,
        **security_for(carried_by(body) if content_type == HTML else NOTHING),
    }
