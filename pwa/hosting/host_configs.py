"""What a web host is told: robots.txt, the sitemap, and the configuration of nginx, Caddy, Apache and the rest.

All of it is made from the one header table and the list of files, so no host is told anything else than the server. It
travels in the tree, and so changes in the same moment as the pages that it is for. The texts are in `configs/`.
"""

from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from pwa.headers import (
    BYTES,
    HTML,
    IMMUTABLE,
    IMMUTABLE_FOLDERS,
    MEDIA_TYPES,
    NOTHING,
    REVALIDATE,
    SECURITY,
    Carried,
    carried_by,
    headers_for,
    is_immutable,
    media_type,
    policy,
)
from pwa.hosting import sbom
from pwa.problems import ContentError, Problem
from pwa.release.model import WORKER, File, Release
from pwa.screens import SCREENS, START

# `start/` is the cramp screen again, and a page that says "not here" is nothing to be found.
NOT_TO_BE_FOUND = (START, SCREENS["not_found"].path)
# https://developers.cloudflare.com/pages/configuration/headers/
MOST_RULES = 100
CONFIGS = {"_nginx.conf": "nginx.conf.jinja", "_caddy.conf": "Caddyfile.jinja", ".htaccess": "htaccess.jinja"}
# GitHub Pages would take the tree for the source of a site to be made.
NO_JEKYLL = ".nojekyll"
# What begins with a dot and is anybody's: `.git` of a branch that is published holds the address it is pushed to.
NOT_HIDDEN = (".well-known", *(name for name in CONFIGS if name.startswith(".")), NO_JEKYLL)
POLICY = "Content-Security-Policy"


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
        "policy": policy(),
        "policies": _policies(release),
        "security": {name: value for name, value in SECURITY.items() if name != POLICY},
        "media_types": MEDIA_TYPES,
        "default_type": BYTES,
        "immutable_folders": IMMUTABLE_FOLDERS,
        "immutable": IMMUTABLE,
        "revalidate": REVALIDATE,
        "well_known": NOT_HIDDEN[0],
        "shown": NOT_HIDDEN[1:],
    }
    files = {"robots.txt": _robots(release), sbom.NAME: sbom.bill_of_materials().decode(), NO_JEKYLL: ""}
    files |= {name: texts.get_template(template).render(told) for name, template in CONFIGS.items()}
    if release.origin:
        files["sitemap.xml"] = texts.get_template("sitemap.xml.jinja").render(pages=_findable_pages(release))
    # What begins with a dot is for one host each, and nobody asks for it.
    told_of = [name for name in files if not name.startswith(".")]
    names = [path.removeprefix(release.base) for path in release.entries] + told_of
    files["_headers"] = texts.get_template("_headers.jinja").render(rules=_header_rules(release, names))
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


def _policies(release: Release) -> list[tuple[str, list[str], list[str]]]:
    """Each policy that names something, with the addresses of its pages and with their files."""
    found: dict[str, list[str]] = {}
    for file in release.entries.values():
        if (carried := _carried(file)) != NOTHING:
            found.setdefault(policy(carried), []).append(file.path)
    index = f"{release.base}index.html"
    return [
        (
            named,
            [*paths, *([release.base] if index in paths else [])],
            [f"{path}index.html" if path.endswith("/") else path for path in paths],
        )
        for named, paths in found.items()
    ]


def _carried(file: File) -> Carried:
    return carried_by(file.body) if file.media_type == HTML else NOTHING


def _header_rules(release: Release, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Headers by pattern: one rule for the whole site, one for each folder and file of its root, one for its root.

    A rule for each page would be more than a host reads, and two policies for one path would both hold: so that of a
    folder names what any of its pages carries, and the policy in each page's head only what it carries itself.
    Cloudflare puts scripts of its own into pages that do not say no-transform, and compresses nothing that does: so
    pages say it, and the rest, which is most of an install, does not. Raises ContentError where there are too many.
    """
    base = release.base
    carried: dict[str, list[Carried]] = {}
    for path, file in release.entries.items():
        carried.setdefault(path.removeprefix(base).partition("/")[0], []).append(_carried(file))
    rules = {f"{base}*": {name: value for name, value in SECURITY.items() if name != POLICY}}
    for name, slash in dict.fromkeys(name.partition("/")[:2] for name in names):
        cache = IMMUTABLE if is_immutable(name + slash) else REVALIDATE
        if cache == IMMUTABLE or not (slash or name.endswith(".html")):
            cache = cache.replace(", no-transform", "")
        said = {POLICY: policy(_together(carried.get(name, []))), "Cache-Control": cache}
        rules[f"{base}{name}{'/*' if slash else ''}"] = said
    rules[base] = {POLICY: policy(_together(carried.get("index.html", []))), "Cache-Control": REVALIDATE}
    if len(rules) > MOST_RULES:
        message = f"would need {len(rules)} rules, and Cloudflare Pages reads {MOST_RULES}: leave languages out"
        raise ContentError([Problem("_headers", 1, message)])
    return rules


def _together(carried: Iterable[Carried]) -> Carried:
    found = list(carried)
    styles = dict.fromkeys(name for one in found for name in one.styles)
    return Carried(tuple(styles), tuple(dict.fromkeys(name for one in found for name in one.scripts)))


def _objects(base: str, names: Iterable[str]) -> str:
    """One object a line, for object storage: key, file, type, cache. The worker comes last: all it lists is there then.

    A page's key ends with a slash, so that a store without an idea of index files answers its address.
    """
    lines = []
    for name in sorted(names, key=lambda name: (name == WORKER, not is_immutable(name), name)):
        if name.startswith("_"):
            continue
        file = f"{name}index.html" if name.endswith("/") else name
        headers = headers_for(media_type(name), is_immutable(name))
        for key in [base[1:] + name, *([base[1:]] if name == "index.html" and base != "/" else [])]:
            lines.append("\t".join([key, file, headers["Content-Type"], headers["Cache-Control"]]))
    return "\n".join(lines) + "\n"
