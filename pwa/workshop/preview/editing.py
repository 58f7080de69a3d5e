"""What the overlay asks for while somebody edits a text where it stands: findings, history, saving.

The preview listens on this machine alone, but any site that is open in the browser can send requests there. So a name
that leads here by a stranger's DNS is refused by Host, a form or script of another site by Origin and by its media
type, and whoever cannot read our pages does not know the token (https://owasp.org/www-community/attacks/csrf).
"""

import hmac
import re
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, make_response, request
from werkzeug.exceptions import HTTPException

from pwa.content.walk import texts
from pwa.languages.catalog import po_path
from pwa.languages.message import Message
from pwa.languages.table import ENGLISH, Language
from pwa.pages.site import only_reading
from pwa.problems import ContentError
from pwa.workshop.history import last_change
from pwa.workshop.preview.catalogs import LastGood
from pwa.workshop.preview.faults import faults_of
from pwa.workshop.preview.save import ChangedError, Typed, faults, save

TOKEN = "PREVIEW_TOKEN"  # noqa: S105 - the name of a setting
# By https://www.rfc-editor.org/rfc/rfc6761#section-6.3 no DNS answers for localhost.
THIS_MACHINE = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")
MOST_BYTES = 20_000
SPACES = re.compile(r"[ \t\r\n]+")
# JSON may hold half of a letter beyond the first 65,536, and no file can: https://www.rfc-editor.org/rfc/rfc8259#section-8.2
HALVES = re.compile("[\ud800-\udfff]")

editing = Blueprint("editing", __name__, url_prefix="/preview/edit")


def only_this_machine() -> Response | None:
    """Refuse a request that came here under another name, and one that writes anywhere but here."""
    if not THIS_MACHINE.fullmatch(request.host):
        return Response("", 403)
    return None if request.blueprint == editing.name else only_reading()


@editing.before_request
def only_our_pages() -> None:
    """Refuse what no page of this preview has sent."""
    token = current_app.config[TOKEN]
    if request.headers.get("Origin") != f"http://{request.host}" or not request.is_json:
        abort(403)
    if not token or not hmac.compare_digest(request.headers.get("X-Preview-Token", ""), token):
        abort(403)
    if (request.content_length or 0) > MOST_BYTES:
        abort(413)


@editing.post("/check")
def check() -> Response:
    """What is wrong with words that are being typed."""
    language, typed = _typed()
    found = faults(_catalogs().folder / "translations", language, typed, _message(language, typed))
    return _answer([asdict(fault) for fault in found])


@editing.post("/history")
def history() -> Response:
    """Who changed the text last, and when, as far as git or the file's header knows."""
    language, typed = _typed()
    message = _message(language, typed)
    path, standing = po_path(_catalogs().folder / "translations", language), _catalogs().standing(language)
    return _answer(last_change(path, message.string_line, standing.header) if message and standing else "")


@editing.post("/save")
def write() -> Response:
    """Save a text; 409 with what stands there by now, where that is not what the page had."""
    language, typed = _typed()
    found = _catalogs()
    try:
        with found.lock:
            save(found.folder / "translations", language, typed)
    except ChangedError as error:
        return _answer({"now": str(error)}, 409)
    except ContentError as error:
        return _answer({"problems": [str(problem) for problem in error.problems]}, 422)
    except OSError as error:
        return _answer({"problems": [f"{error.filename}: {error.strerror}"]}, 422)
    current_app.extensions["preview"].wake()  # sooner than the next look at the files
    return _answer({})


@editing.post("/view")
def view() -> Response:
    """Show what readers see, or all that stands in the files."""
    _catalogs().as_readers = request.get_json().get("readers") is True
    current_app.extensions["preview"].wake()
    return _answer({})


@editing.errorhandler(Exception)
def say_that_nothing_was_saved(error: Exception) -> Response | HTTPException:
    """What nobody foresaw: the last good page with its 200 would be taken for "saved", and the words dropped."""
    if isinstance(error, HTTPException):
        return error
    return _answer({"problems": [f"{file}:{line}: {message}" for file, line, message in faults_of(error)]}, 500)


def _catalogs() -> LastGood:
    found: LastGood = current_app.extensions["catalogs"]
    return found


def _message(language: Language, typed: Typed) -> Message | None:
    """What stands in the file, as it was last read."""
    standing = _catalogs().standing(language)
    return standing.messages.get(typed.key) if standing else None


def _typed() -> tuple[Language, Typed]:
    """What the request says; 400 where it says it wrongly, 404 where there is no such text to translate."""
    said = request.get_json()
    if not isinstance(said, dict) or not isinstance(said.get("reasons", {}), dict):
        abort(400)
    tag, id_, was, words, who = (said.get(name, "") for name in ("language", "id", "was", "words", "who"))
    reasons = said.get("reasons", {})
    if not all(isinstance(value, str) for value in (tag, id_, was, words, who, *reasons, *reasons.values())):
        abort(400)
    found = _catalogs()
    language = next((one for one in found.languages if one.tag == tag and one not in found.made), None)
    text = next((text for text in texts(found.content) if text.id == id_), None)
    if language is None or text is None or language.folder == ENGLISH:
        abort(404)
    reasons = {rule: _one_line(reason) for rule, reason in reasons.items()}
    return language, Typed((text.kind, text.english), was, _one_line(words), reasons, _one_line(who))


def _one_line(typed: str) -> str:
    return SPACES.sub(" ", HALVES.sub("", typed)).strip(" ")


def _answer(what: Any, status: int = 200) -> Response:
    answer = make_response(jsonify(what), status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
