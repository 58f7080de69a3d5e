"""Security and cache headers and media types: one table, for the server, the worker's stored copies and web hosts.

Nothing inline, nothing from elsewhere: the policy has no `unsafe-*`, and scripts can be loaded only through the one
Trusted Types policy `cramp`. Strict-Transport-Security belongs to whatever ends TLS (deploy/).
"""

from pathlib import PurePosixPath

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
CONTENT_SECURITY_POLICY = "; ".join(f"{name} {value}" for name, value in POLICY.items())
# For hosts that cannot send headers: what matters most in few bytes, because it stands in every page. Browsers ignore
# frame-ancestors in <meta>. Where the header comes too, both hold.
META_POLICY = "default-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types cramp"

SECURITY = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "screen-wake-lock=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
}

# no-transform: a proxy that rewrites a page would break its digest, and with it the install.
REVALIDATE = "no-cache, no-transform"
IMMUTABLE = "public, max-age=31536000, immutable, no-transform"
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


def headers_for(content_type: str, immutable: bool) -> dict[str, str]:
    """Every header of an answer with this media type, apart from those of its length and ETag."""
    return {
        "Content-Type": content_type,
        "Cache-Control": IMMUTABLE if immutable else REVALIDATE,
        **SECURITY,
    }
