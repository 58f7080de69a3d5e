"""Drives WebKitGTK, the nearest to Safari on a phone, through a small window with a profile on disk.

WebKitWebDriver has no profiles, so no cold start; this file is also the program that Debian's own Python runs, because
the bindings belong to it: `python3 webkit.py PROFILE`, then one JSON command per line.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

PYTHON = "/usr/bin/python3"
BINDINGS = "import gi; gi.require_version('WebKit2', '4.1'); gi.require_version('Gtk', '3.0')"


def missing() -> str | None:
    """What to install, or None."""
    found = shutil.which("xvfb-run") and Path(PYTHON).exists()
    if found and subprocess.run([PYTHON, "-c", BINDINGS], capture_output=True).returncode == 0:
        return None
    return "WebKitGTK is missing: apt-get install xvfb xauth python3-gi gir1.2-webkit2-4.1"


class WebKit:
    """One browser process on a profile; a context manager."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile

    def __enter__(self) -> "WebKit":
        command = ["xvfb-run", "-a", PYTHON, __file__, str(self.profile)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.commands, self.answers = self.process.stdin, self.process.stdout
        return self

    def __exit__(self, *_: Any) -> None:
        self.commands.close()
        self.process.wait(30)
        self.answers.close()

    def open(self, address: str) -> None:
        self._command({"open": address})

    def ask(self, expression: str) -> Any:
        return self._command({"ask": expression})

    def _command(self, command: dict[str, str]) -> Any:
        self.commands.write(json.dumps(command) + "\n")
        self.commands.flush()
        return json.loads(self.answers.readline())


def serve(profile: str) -> None:
    """The window: reads commands until its input ends."""
    import gi

    gi.require_version("Gtk", "3.0")
    gi.require_version("WebKit2", "4.1")
    from gi.repository import GLib, Gtk, WebKit2

    manager = WebKit2.WebsiteDataManager(base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache")
    view = WebKit2.WebView.new_with_context(WebKit2.WebContext.new_with_website_data_manager(manager))
    window = Gtk.Window(default_width=360, default_height=740)
    window.add(view)
    window.show_all()

    def answer(value: Any) -> None:
        print(json.dumps(value), flush=True)

    def loaded(_: Any, event: Any) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            answer(None)

    def evaluated(view_: Any, result: Any) -> None:
        try:
            answer(json.loads(view_.evaluate_javascript_finish(result).to_string()))
        except GLib.Error:
            answer(None)

    def read(source: Any, _: Any) -> bool:
        line = source.readline()
        if not line:
            Gtk.main_quit()
            return False
        command = json.loads(line)
        if "open" in command:
            view.load_uri(command["open"])
        else:
            script = f"JSON.stringify(({command['ask']}) ?? null)"
            view.evaluate_javascript(script, -1, None, None, None, evaluated)
        return True

    view.connect("load-changed", loaded)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
    Gtk.main()


if __name__ == "__main__":
    serve(sys.argv[1])
