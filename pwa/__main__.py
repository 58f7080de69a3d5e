"""`python -m pwa`."""

from pwa.cli import main

main()
