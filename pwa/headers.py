"""Security and cache headers: one table, for the server, the worker's stored copies and the recipes for web hosts.

Nothing inline, nothing from elsewhere: the policy has no `unsafe-*`, and scripts can be loaded only through the one
Trusted Types policy `cramp`. Strict-Transport-Security belongs to whatever ends TLS (deploy/).
"""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types cramp"
)

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


def headers_for(media_type: str, immutable: bool) -> dict[str, str]:
    """Every header of an answer with this media type, apart from those of its length and ETag."""
    return {
        "Content-Type": media_type,
        "Cache-Control": IMMUTABLE if immutable else REVALIDATE,
        **SECURITY,
    }
