"""The addresses of screens, below a language."""

from pwa.screens import SCREENS

# Those of screens that have one page.
PATHS = {name: row.path for name, row in SCREENS.items() if "<part>" not in row.path}
