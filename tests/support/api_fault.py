"""What a fault of a browser API is: the script that imitates it, and what the reader then sees."""

from dataclasses import dataclass

NOTED, NOT_NOTED = ".noted", ".not-noted"


@dataclass(frozen=True)
class Fault:
    """A fault by what imitates it.

    Attributes:
        script: Makes it, before the page's own scripts.
        badge: What `data-offline` comes to; None where it is no matter of the badge.
        screen: The screen that uses the API, below the language; the cramp screen is walked in any case.
        shows: What is to be seen there.
        hides: What is not.
        taps: What is tapped there first.
        types: What is typed into the search there.
        waits: For how long, in milliseconds; longer than anything else is waited for on a screen.
        notes: What shows when the cramp has ended and is noted in the diary.
        selects: Whether the reader then finds the address selected, to copy it by hand.
    """

    script: str
    badge: str | None = None
    screen: str = ""
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    taps: tuple[str, ...] = ()
    types: str = ""
    waits: int = 12_000
    notes: str = NOTED
    selects: bool = False


NEVER = "() => new Promise(() => {})"
SECURITY = "new DOMException('no', 'SecurityError')"


def missing(owner: str, name: str) -> str:
    """The API is not there."""
    return f"delete {owner}.{name}; delete {owner}.prototype?.{name};"


def counted(call: str, answer: str) -> str:
    """What is called answers so, and counts."""
    return f"{call} = () => {{ window.calls = (window.calls ?? 0) + 1; return {answer}; }};"


def getter(owner: str, name: str, body: str) -> str:
    """What asks for it meets this."""
    return f"Object.defineProperty({owner}, '{name}', {{ configurable: true, get() {{ {body} }} }});"


EMERGENCY, SIGNS, SETTINGS, DIARY, DOCTOR, SHARE, LEARN = (
    "emergency/",
    "warning-signs/",
    "settings/",
    "diary/",
    "doctor/",
    "share/",
    "learn/",
)
TROUBLE = (".trouble",)
