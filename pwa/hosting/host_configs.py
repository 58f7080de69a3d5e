"""What a web host is told: robots.txt, the sitemap, and the configuration of nginx, Caddy and the rest.

All of it is made from the one header table and the list of files, so no host is told anything else than the server. It
travels in the tree, and so changes in the same moment as the pages that it is for. The texts are in `configs/`.
"""

from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from pwa.headers import (
    BYTES,
    IMMUTABLE,
    IMMUTABLE_FOLDERS,
    MEDIA_TYPES,
    REVALIDATE,
    SECURITY,
    headers_for,
    is_immutable,
    media_type,
)
from pwa.problems import ContentError, Problem
from pwa.release.model import WORKER, File, Release
from pwa.screens import SCREENS, START

# `start/` is the cramp screen again, and a page that says "not here" is nothing to be found.
NOT_TO_BE_FOUND = (START, SCREENS["not_found"].path)
# https://developers.cloudflare.com/pages/configuration/headers/
MOST_RULES = 100
CONFIGS = {"_nginx.conf": "nginx.conf.jinja", "_caddy.conf": "Caddyfile.jinja"}


def host_files(release: Release) -> dict[str, File]:
    """The files around a release, by path. Raises ContentError where a host could not read one of them."""
    texts = Environment(
        loader=PackageLoader("pwa.hosting", "configs"),
        autoescape=select_autoescape(("xml.jinja",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    told = {
        "base": release.base,
        "tags": [language.tag for language in release.languages],
        "security": SECURITY,
        "media_types": MEDIA_TYPES,
        "default_type": BYTES,
        "immutable_folders": IMMUTABLE_FOLDERS,
        "immutable": IMMUTABLE,
        "revalidate": REVALIDATE,
    }
    files = {"robots.txt": _robots(release)}
    files |= {name: texts.get_template(template).render(told) for name, template in CONFIGS.items()}
    if release.origin:
        files["sitemap.xml"] = texts.get_template("sitemap.xml.jinja").render(pages=_findable_pages(release))
    names = [path.removeprefix(release.base) for path in release.entries] + list(files)
    files["_headers"] = texts.get_template("_headers.jinja").render(rules=_header_rules(release.base, names))
    files["_objects.tsv"] = _objects(release.base, names)
    return {
        release.base + name: File(release.base + name, media_type(name), text.encode(), offline=False)
        for name, text in files.items()
    }


def _robots(release: Release) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if release.origin:
        lines.append(f"Sitemap: {release.origin}{release.base}sitemap.xml")
    return "\n".join(lines) + "\n"


def _findable_pages(release: Release) -> list[dict[str, str]]:
    """For each page that may be found, its address by language, and the one for everybody else (`x-default`)."""
    home = f"{release.origin}{release.base}"
    first = f"{release.base}{release.languages[0].tag}/"
    names = [path.removeprefix(first) for path in release.entries if path.startswith(first) and path.endswith("/")]
    pages = []
    for name in names:
        if name not in NOT_TO_BE_FOUND:
            links = {language.html: f"{home}{language.tag}/{name}" for language in release.findable}
            pages.append({**links, "x-default": next(iter(links.values())) if name else home})
    return pages


def _header_rules(base: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Headers by pattern: one rule for the whole site, one for each folder and file of its root, one for its root."""
    first = dict.fromkeys(name.partition("/")[:2] for name in names)
    rules = {f"{base}*": SECURITY}
    for name, slash in first:
        cache = IMMUTABLE if is_immutable(name + slash) else REVALIDATE
        rules[f"{base}{name}{'/*' if slash else ''}"] = {"Cache-Control": cache}
    rules[base] = {"Cache-Control": REVALIDATE}
    if len(rules) > MOST_RULES:
        message = f"would need {len(rules)} rules, and Cloudflare Pages reads {MOST_RULES}: leave languages out"
        raise ContentError([Problem("_headers", 1, message)])
    return rules


def _objects(base: str, names: Iterable[str]) -> str:
    """One object a line, for object storage: key, file, type, cache. The worker comes last: all it lists is there then.

    A page's key ends with a slash, so that a store without an idea of index files answers its address. What the worker
    unpacks by itself is many small files of one kind: one line for their folder.
    """
    lines = ["\t".join([f"{base[1:]}release", "release", BYTES, IMMUTABLE])]
    for name in sorted(names, key=lambda name: (name == WORKER, not is_immutable(name), name)):
        if name.startswith(("_", "release/")):
            continue
        file = f"{name}index.html" if name.endswith("/") else name
        headers = headers_for(media_type(name), is_immutable(name))
        for key in [base[1:] + name, *([base[1:]] if name == "index.html" and base != "/" else [])]:
            lines.append("\t".join([key, file, headers["Content-Type"], headers["Cache-Control"]]))
    return "\n".join(lines) + "\n"
