"""What may happen to what goes out of the reader's hand: the phone's own menu, the clipboard, paper, files."""

from tests.support.api_fault import DIARY, DOCTOR, NEVER, SHARE, Fault, getter, missing

BEDTIME = "bedtime/"
MADE, BY_THE_CLOCK, REMIND = ("#reminder .made",), ("#reminder .clock:focus",), ("#reminder button",)
AS_TEXT = (".all-as-text textarea",)
SAID_TO_BE_MADE = ("[data-news=file]",)
HOME_SCREEN = "Object.defineProperty(navigator, 'standalone', { value: true });"
ANOTHER_APP = getter("Navigator.prototype", "userAgent", "return 'Mozilla/5.0 (Linux; Android 13; Pixel 5; wv)'")
CLOSED = "() => Promise.reject(new DOMException('', 'AbortError'))"


def sharing(body: str, takes: str = "() => true") -> str:
    """The phone's own menu, which answers so; headless browsers have none."""
    menu = {"share": body, "canShare": takes}
    return "".join(getter("Navigator.prototype", name, f"return {value}") for name, value in menu.items())


def clipboard(body: str) -> str:
    """Where the text is written, which answers so."""
    return f"Clipboard.prototype.writeText = {body};"


HANDED: dict[tuple[str, str], Fault] = {
    ("share", "absent"): Fault(missing("Navigator", "share"), None, SHARE, (".copy",), (".send",)),
    ("share", "throws"): Fault(
        sharing("() => { throw new TypeError('no'); }"), None, SHARE, (".send",), (), (".send",), selects=True
    ),
    ("share", "rejects"): Fault(
        sharing("() => Promise.reject(new DOMException('no', 'NotAllowedError'))"),
        None,
        DOCTOR,
        (".page-as-text textarea",),
        (),
        (".share",),
    ),
    ("share", "hangs"): Fault(sharing(NEVER), None, DOCTOR, (".page-as-text textarea",), (), (".share", ".share")),
    ("share", "hangs with the one file"): Fault(
        HOME_SCREEN + sharing(NEVER), None, SHARE, ("#one-file .again",), (), ("#one-file a", "#one-file a")
    ),
    ("share", "is closed at once"): Fault(sharing(CLOSED), None, DOCTOR, (".page-as-text textarea",), (), (".share",)),
    ("share", "comes too late after the tap"): Fault(
        HOME_SCREEN + sharing("() => Promise.reject(new DOMException('no', 'NotAllowedError'))"),
        None,
        SHARE,
        ("#one-file .again",),
        (),
        ("#one-file a",),
    ),
    ("share", "answers wrongly"): Fault(
        sharing("async () => {}", takes="() => false"),
        None,
        DOCTOR,
        (".page-as-text textarea",),
        (),
        (".share",),
    ),
    ("clipboard", "absent"): Fault(missing("Navigator", "clipboard"), None, SHARE, (".address >> nth=0",), (".copy",)),
    ("clipboard", "throws"): Fault(
        clipboard("() => { throw new TypeError('no'); }"), None, SHARE, (), (".copied",), (".copy",), selects=True
    ),
    ("clipboard", "rejects"): Fault(
        clipboard("() => Promise.reject(new DOMException('no', 'NotAllowedError'))"),
        None,
        SHARE,
        (),
        (".copied",),
        (".copy",),
        selects=True,
    ),
    ("clipboard", "hangs"): Fault(clipboard(NEVER), None, SHARE, (), (".copied",), (".copy",), selects=True),
    ("print", "absent"): Fault("delete window.print;", None, SHARE, (".copy",), (".print",)),
    ("print", "throws"): Fault(
        "window.print = () => { throw new TypeError('no'); };", None, SHARE, (".copy",), (".print",), (".print",)
    ),
    ("files", "absent"): Fault("delete window.File;", None, DIARY, AS_TEXT, (), (".save-file",)),
    ("files", "throws"): Fault(
        "URL.createObjectURL = () => { throw new TypeError('no'); };", None, DIARY, AS_TEXT, (), (".save-file",)
    ),
    ("files", "go by a menu that shows nothing"): Fault(
        HOME_SCREEN + sharing(CLOSED), None, DIARY, AS_TEXT, SAID_TO_BE_MADE, (".save-file",)
    ),
    ("files", "have no menu on the home screen"): Fault(
        HOME_SCREEN + missing("Navigator", "canShare"), None, DIARY, AS_TEXT, SAID_TO_BE_MADE, (".save-file",)
    ),
    ("files", "are inside another app"): Fault(
        ANOTHER_APP + missing("Navigator", "canShare"), None, DIARY, AS_TEXT, SAID_TO_BE_MADE, (".save-file",)
    ),
    ("files", "throws for a reminder"): Fault(
        "URL.createObjectURL = () => { throw new TypeError('no'); };", None, BEDTIME, BY_THE_CLOCK, MADE, REMIND
    ),
}
