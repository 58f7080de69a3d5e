"""What a web host needs around the pages: an index that picks the language, 404 pages, sitemap, and configuration.

All of it is made from the one header table and the list of files, so no host is told anything else than the server.
The configuration of nginx, Caddy, object storage and of hosts that read `_headers` travels in the tree, and so changes
in the same moment as the pages that it is for.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath

from pwa.content.model import Content
from pwa.headers import (
    BYTES,
    IMMUTABLE,
    IMMUTABLE_FOLDERS,
    MEDIA_TYPES,
    REVALIDATE,
    SECURITY,
    headers_for,
)
from pwa.languages.table import Language
from pwa.pages.views import ENVIRONMENT, PATHS, Site, interface

# `start/` is the cramp screen again, and a page that says "not here" is nothing to be found.
NOT_TO_BE_FOUND = ("start/", PATHS["not_found"])
MADE_BY = "# Made by `make build` from the header table of the app: build again, do not edit."


def host_files(site: Site, localized: dict[Language, Content], paths: list[str]) -> dict[str, bytes]:
    """Bytes by name below the base. `paths` lists every file of the release."""
    files = {
        "index.html": _many_languages(site, localized, "languages"),
        "404.html": _many_languages(site, localized, "not_found"),
        "robots.txt": _robots(site),
        "_nginx.conf": _nginx(site),
        "_caddy.conf": _caddy(site),
    }
    if site.origin:
        files["sitemap.xml"] = _sitemap(site, paths)
    served = [*paths, *(f"{site.base}{name}" for name in files)]
    files |= {"_headers": _headers_file(site, served), "_objects.tsv": _objects(site, served)}
    return {name: text.encode() for name, text in files.items()}


def _many_languages(site: Site, localized: dict[Language, Content], heading: str) -> str:
    """A page for readers whose language nobody knows: every language says what it is and leads on."""
    choices = [
        {
            "language": language,
            "ui": interface(content),
            "near": " ".join(language.near),
        }
        for language, content in localized.items()
    ]
    return ENVIRONMENT.get_template("choose.html").render(site=site, choices=choices, heading=heading)


def _robots(site: Site) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if site.origin:
        lines.append(f"Sitemap: {site.origin}{site.base}sitemap.xml")
    return "\n".join(lines) + "\n"


def _sitemap(site: Site, paths: list[str]) -> str:
    """Every findable page with its other languages; https://www.sitemaps.org/protocol.html."""
    home = f"{site.origin}{site.base}"
    first = f"{site.base}{site.languages[0].tag}/"
    pages = [path.removeprefix(first) for path in paths if path.startswith(first) and path.endswith("/")]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in (page for page in pages if page not in NOT_TO_BE_FOUND):
        links = [(language.html, f"{home}{language.tag}/{path}") for language in site.findable]
        links.append(("x-default", home if not path else links[0][1]))
        others = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{link}"/>' for lang, link in links)
        lines += [f"<url><loc>{link}</loc>{others}</url>" for lang, link in links if lang != "x-default"]
    return "\n".join([*lines, "</urlset>"]) + "\n"


def _headers_file(site: Site, paths: list[str]) -> str:
    """`_headers` as Cloudflare Pages and Netlify read it.

    Rules that match one path are joined with commas, so Cache-Control stands in rules that never overlap. Types are
    theirs, by ending. Cloudflare takes 100 rules.
    """
    first = dict.fromkeys(path.removeprefix(site.base).partition("/")[:2] for path in paths)
    rules = {f"{site.base}*": SECURITY}
    for name, slash in first:
        cache = IMMUTABLE if slash and name in IMMUTABLE_FOLDERS else REVALIDATE
        rules[f"{site.base}{name}{'/*' if slash else ''}"] = {"Cache-Control": cache}
    rules[site.base] = {"Cache-Control": REVALIDATE}
    lines = [MADE_BY]
    for pattern, headers in rules.items():
        lines += [pattern, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def _nginx(site: Site) -> str:
    """Locations for nginx. An inner location that adds one header loses those of the outer one: it repeats them all."""
    base = site.base

    def add(cache: str, always: str) -> list[str]:
        # Without `always`, a missing file in an immutable folder would be kept for a year as missing.
        lines = [f'add_header {name} "{value}" always;' for name, value in SECURITY.items()]
        # Empty unless the server block sets it: nginx leaves an empty header out.
        lines.append("add_header Strict-Transport-Security $strict_transport_security always;")
        return [*lines, f'add_header Cache-Control "{cache}"{always};']

    types = [f'"{media_type}" {ending[1:]};' for ending, media_type in MEDIA_TYPES.items()]
    inner: list[str] = []
    for folder in IMMUTABLE_FOLDERS:
        inner += [f"location ^~ {base}{folder}/ {{", *_indented(add(IMMUTABLE, "")), "}"]
    for language in site.languages:
        inner.append(f"location ^~ {base}{language.tag}/ {{ error_page 404 {base}{language.tag}/not-found/; }}")
    lines = [
        MADE_BY,
        f"# Include it in a server block in whose root this folder is {base}, after `set $strict_transport_security`.",
        f"location ^~ {base} {{",
        *_indented(
            [
                "index index.html;",
                "absolute_redirect off;",
                "gzip_static on;",
                "gzip_vary on;",
                f"error_page 404 {base}404.html;",
                f"default_type {BYTES};",
                "types {",
                *_indented(types),
                "}",
                *add(REVALIDATE, " always"),
                *inner,
            ]
        ),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _caddy(site: Site) -> str:
    """Directives for a site block of Caddy."""
    base = site.base
    folders = " ".join(f"{base}{folder}/*" for folder in IMMUTABLE_FOLDERS)
    lines = ["header {", *_indented(f'{name} "{value}"' for name, value in SECURITY.items())]
    lines += [f'\tCache-Control "{REVALIDATE}"', "}"]
    lines += [f"@immutable path {folders}", f'header @immutable Cache-Control "{IMMUTABLE}"']
    for ending, media_type in MEDIA_TYPES.items():
        if ending != ".html":  # pages have addresses without an ending; Caddy knows their type
            lines += [f"@{ending[1:]} path *{ending}", f'header @{ending[1:]} Content-Type "{media_type}"']
    lines += [f"@bytes path {base}release/* {base}_*", f'header @bytes Content-Type "{BYTES}"']
    serve = ["file_server {", "\tprecompressed br gzip", "}"]
    missing = [f"@elsewhere not path {' '.join(f'{base}{language.tag}/*' for language in site.languages)}"]
    for language in site.languages:
        missing += [
            f"@{language.tag} path {base}{language.tag}/*",
            f"rewrite @{language.tag} {base}{language.tag}/not-found/index.html",
        ]
    missing += [f"rewrite @elsewhere {base}404.html", f'header Cache-Control "{REVALIDATE}"']
    missing += [f'header Content-Type "{MEDIA_TYPES[".html"]}"', *serve]
    lines = [
        MADE_BY,
        f"# Import it in a site block in whose root this folder is {base}.",
        f"route {base}* {{",
        *_indented([*lines, *serve]),
        "}",
        "handle_errors {",
        *_indented([f"@missing path {base}*", "route @missing {", *_indented(missing), "}"]),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _objects(site: Site, paths: list[str]) -> str:
    """One object a line, for object storage: key, file, type, cache. The worker comes last: all it lists is there then.

    A page's key ends with a slash, so that a store without an idea of index files answers its address. What the worker
    unpacks by itself is many small files of one kind: one line for their folder.
    """
    lines = ["\t".join([f"{site.base[1:]}release", "release", BYTES, IMMUTABLE])]
    for path in sorted(paths, key=lambda path: (path == f"{site.base}sw.js", not _immutable(site, path), path)):
        name = path.removeprefix(site.base)
        if name.startswith(("_", "release/")):
            continue
        file = f"{name}index.html" if name.endswith("/") else name
        headers = headers_for(media_type(name), _immutable(site, path))
        for key in [path[1:], *([site.base[1:]] if name == "index.html" and site.base != "/" else [])]:
            lines.append("\t".join([key, file, headers["Content-Type"], headers["Cache-Control"]]))
    return "\n".join(lines) + "\n"


def media_type(name: str) -> str:
    """The type of a file by its name; a page's name ends with a slash."""
    if name.endswith("/"):
        return MEDIA_TYPES[".html"]
    return MEDIA_TYPES.get(PurePosixPath(name).suffix, BYTES)


def _immutable(site: Site, path: str) -> bool:
    return path.removeprefix(site.base).partition("/")[0] in IMMUTABLE_FOLDERS


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"\t{line}" for line in lines]
