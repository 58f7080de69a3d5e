#!/bin/sh
# Makes .venv where there is none, and installs what a file pins: scripts/environment.sh requirements.txt
set -eu
name=environment
. "$(dirname "$0")/common.sh"
cd "$(dirname "$0")/.."
pinned=${1:?usage: scripts/environment.sh FILE}

find_python() {
    for python in python3 python3.11 python3.12 python3.13 python3.14; do
        command -v $python >/dev/null && $python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    fail "Python 3.11 or newer is missing; install it, for example: apt-get install python3"
}
make_environment() {
    find_python
    say "making .venv with $($python --version)"
    rm -rf .venv
    $python -m venv .venv >/dev/null 2>&1 && return
    # Debian and Ubuntu keep ensurepip in a package of its own.
    package=$($python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    rm -rf .venv
    install_packages "$package" && $python -m venv .venv ||
        fail "Python's venv module is missing; install it: apt-get install $package"
}

{ [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; } || make_environment
say "installing what $pinned pins"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pinned" ||
    fail "the packages of $pinned could not be installed; is there a network? Run the command again to go on."
