"""The unit tests with every Python that is supported, and with the oldest packages: `.venv/bin/nox`.

A Python that is not on the machine is skipped and said so.
"""

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
TESTS = ("python", "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "tests/unit")

nox.options.error_on_missing_interpreters = False
nox.options.default_venv_backend = "venv"


@nox.session(python=PYTHONS)
def unit(session: nox.Session) -> None:
    """What is pinned, with each Python."""
    session.install("--require-hashes", "-r", "requirements-dev.txt")
    session.run(*TESTS, *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """The lower bounds of pyproject.toml, which would be empty words if nothing ran with them."""
    session.install(*(bound.replace(">=", "==") for bound in PROJECT["project"]["dependencies"]))
    session.install(*nox.project.dependency_groups(PROJECT, "dev"))
    session.run(*TESTS, *session.posargs)
