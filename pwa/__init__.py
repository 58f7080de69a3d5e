"""Night Cramp: what to do about a night leg cramp, offline.

`create_app` puts the Flask app together; docs/architecture.md walks through the rooms.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

__version__ = "0.1.0"


def create_app(config: Mapping[str, Any] | None = None) -> "Flask":
    """The Flask app: live, or behind a built site where NIGHT_CRAMP_SITE names its folder.

    Args:
        config: settings by name, instead of those of the environment (docs/hosting.md has the table).

    Raises:
        SettingError: a setting that cannot be used; NIGHT_CRAMP_SITE, where there is no site.
    """
    import os

    from flask import Flask
    from flask_babel import Babel

    from pwa.cli import register
    from pwa.files import root
    from pwa.hosting.frozen import serve_site
    from pwa.languages.catalogs import Catalogs
    from pwa.languages.domain import current_language
    from pwa.pages.live import show_live
    from pwa.release.assets import STYLES
    from pwa.settings import read_settings

    chosen = read_settings({**os.environ, **{name: str(value) for name, value in (config or {}).items()}})
    app = Flask(__name__, static_folder=None if chosen.site else "static", static_url_path=f"{chosen.base}static")
    app.config.update(BASE=chosen.base, ORIGIN=chosen.origin, RETIRE_WORKER=chosen.retire)
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False  # Werkzeug would redirect //host/ with the Host header in it
    Babel(app, locale_selector=lambda: current_language().locale)
    if chosen.site:
        serve_site(app, chosen.site)
    else:
        show_live(app, Catalogs(chosen.folder or root()), STYLES)
    register(app)
    return app
