#!/bin/sh
# Sets up what `make run` or `make test` needs, and says what it does. Usage: scripts/setup.sh run|test
# What is missing and cannot be installed is named in one sentence with the remedy.
set -eu

say() { printf 'setup: %s\n' "$*"; }
fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}
install_packages() {
    command -v apt-get >/dev/null || return 1
    say "installing from the system's packages: $*"
    as_root env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get -q update && apt-get -qy install --no-install-recommends "$@"' sh "$@" >/dev/null
}

make_environment() {
    for candidate in python3 python3.11 python3.12 python3.13 python3.14; do
        if command -v $candidate >/dev/null && $candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    [ -n "${python:-}" ] || fail "Python 3.11 or newer is missing; install it, for example: apt-get install python3"
    say "making .venv with $($python --version)"
    rm -rf .venv
    if ! $python -m venv .venv >/dev/null 2>&1; then
        # Debian and Ubuntu keep ensurepip in a package of its own.
        version=$($python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        rm -rf .venv
        install_packages "python$version-venv" && $python -m venv .venv ||
            fail "Python's venv module is missing; install it: apt-get install python$version-venv"
    fi
}
install_pinned() {
    say "installing what $1 pins"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" ||
        fail "the packages of $1 could not be installed; is there a network? Run the command again to go on."
}
has_browser() {
    .venv/bin/python - <<'END' 2>/dev/null
from playwright.sync_api import sync_playwright
from tools.browser import ARGUMENTS, chromium
with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS).close()
END
}
install_browser() {
    has_browser && return
    say "getting a Chromium for the tests"
    .venv/bin/python -m playwright install chromium >/dev/null 2>&1 && has_browser && return
    install_packages chromium && has_browser && return
    fail "no Chromium could be installed or started; install one, for example: apt-get install chromium"
}
# The system's Chromium without windows: the tests take half the time with it, and do without.
install_headless() {
    .venv/bin/python - <<'END' 2>/dev/null && return
from playwright.sync_api import sync_playwright
from tools.browser import chromium, headless
with sync_playwright() as playwright:
    raise SystemExit(headless(playwright) == chromium(playwright))
END
    install_packages chromium-headless-shell || say "no chromium-headless-shell; the tests take longer"
}
install_fonts() {
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ] && return
    install_packages fontconfig fonts-noto-cjk || say "no Chinese font was found; pictures of the screens will show boxes"
}

# Where these cannot be had, the tests that need them say so and are skipped.
install_other_browsers() {
    command -v firefox-esr >/dev/null || command -v firefox >/dev/null || install_packages firefox-esr || say "no Firefox"
    /usr/bin/python3 -c "import gi; gi.require_version('WebKit2', '4.1')" 2>/dev/null && command -v xvfb-run >/dev/null ||
        install_packages xvfb xauth python3-gi gir1.2-webkit2-4.1 || say "no WebKitGTK"
}

install_gettext() {
    command -v msgfmt >/dev/null && command -v i18nspector >/dev/null && return
    install_packages gettext i18nspector && return
    fail "gettext and i18nspector are missing, the tests of the .po files need them: apt-get install gettext i18nspector"
}

install_hosts() {
    for program in nginx caddy openssl; do
        PATH="$PATH:/usr/sbin" command -v $program >/dev/null && continue
        install_packages $program || fail "$program is missing, the tests of deploy/ need it: apt-get install $program"
        # The tests start their own, on ports of their own; the one that the system starts on port 80 is not wanted.
        [ $program = openssl ] || [ ! -d /run/systemd/system ] || as_root systemctl disable --now --quiet $program
    done
}

cd "$(dirname "$0")/.."
case "${1:-}" in
run)
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || make_environment
    install_pinned requirements.txt
    ;;
test)
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || make_environment
    install_pinned requirements-dev.txt
    install_browser
    install_headless
    install_fonts
    install_other_browsers
    install_gettext
    install_hosts
    ;;
*) fail "usage: scripts/setup.sh run|test" ;;
esac
