"""The one table of screens: a row's name is that of its view, its template and its title.

A screen is added by a row here, a view in pwa/pages/views.py, a template, and its title in content/interface.yaml.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One row.

    Attributes:
        path: its address below the language, as Flask writes it; `<part>` stands for one of several of its kind.
        in_foot: whether the foot of each page leads to it.
        linkable: whether the content may name it as a next step.
        core: whether a phone should have it before the other screens (pwa/release/bundles.py).
    """

    path: str
    in_foot: bool = False
    linkable: bool = False
    core: bool = False


# In the order in which the foot names them and a phone should have them.
SCREENS = {
    "cramp_now": Screen("", in_foot=True, linkable=True, core=True),
    "behind_the_steps": Screen("learn/behind-the-steps/"),
    "warning_signs": Screen("warning-signs/", in_foot=True, linkable=True, core=True),
    "is_it_a_cramp": Screen("is-it-a-cramp/", in_foot=True, linkable=True),
    "morning_after": Screen("morning-after/", in_foot=True, linkable=True),
    "bedtime": Screen("bedtime/", in_foot=True, linkable=True),
    "diary": Screen("diary/", in_foot=True, linkable=True),
    "doctor": Screen("doctor/", in_foot=True, linkable=True),
    "learn": Screen("learn/", in_foot=True),
    "emergency": Screen("emergency/", in_foot=True, linkable=True, core=True),
    "share": Screen("share/", in_foot=True, linkable=True),
    "sources": Screen("sources/", in_foot=True, linkable=True),
    "settings": Screen("settings/", in_foot=True, core=True),
    "about": Screen("about/", in_foot=True),
    "not_found": Screen("not-found/"),
    "document": Screen("sources/<part>/"),
    "topic": Screen("learn/<part>/"),
}
# All of a language in one file that needs nothing else (pwa/pages/one_file.py); below the language.
ONE_FILE = "night-cramp.html"
# The cramp screen again, for the launch from a home screen.
START = "start/"
LINKABLE = tuple(name for name, row in SCREENS.items() if row.linkable)


def taken(screen: str) -> set[str]:
    """What `<part>` of a screen may not be, because another screen has the address: behind-the-steps among topics."""
    before = SCREENS[screen].path.partition("<part>")[0]
    below = {row.path.removeprefix(before).strip("/") for row in SCREENS.values() if row.path.startswith(before)}
    return below - {"", "<part>"}
