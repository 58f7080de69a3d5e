"""evidence.json: every claim and how sure it is, and every source, for programs; docs/content.md has the fields.

In English only, and made from the same content as the pages, so that the two cannot differ. It stands on the host and
is not kept on the phone.
"""

from typing import Any

from pwa.content.claims import WORST_FIRST
from pwa.content.model import Content
from pwa.languages.table import ENGLISH
from pwa.pages.links import address_of, places_in

NAME = "evidence.json"


def evidence(content: Content, version: str) -> dict[str, Any]:
    """What evidence.json says; `content` is the English one."""
    said = content.interface.paragraph
    pages = {id_: [address_of(where) for where in places] for id_, places in places_in(content).items()}
    return {
        "format": 2,
        "version": version,
        "language": ENGLISH,
        "licence": "CC-BY-4.0",
        "note": str(content.interface.message["not_reviewed"].text),
        "certainties": {certainty: str(said[f"certainty_{certainty}"].text) for certainty in reversed(WORST_FIRST)},
        "claims": [
            {
                "id": claim.id,
                "claim": str(claim.claim),
                "certainty": claim.certainty,
                "reason": str(claim.reason) if claim.reason else None,
                "disagree": str(claim.disagree) if claim.disagree else None,
                "documents": claim.documents,
                "sources": claim.sources,
                "used": claim.used,
                "pages": pages.get(claim.id, []),
            }
            for claim in content.claims.claims
        ],
        "sources": [
            {
                "key": source.key,
                "kind": source.kind,
                "title": source.title,
                "publisher": source.publisher,
                "year": source.year,
                "url": source.url,
                "about": str(source.about),
            }
            for source in content.sources.sources
        ],
    }
