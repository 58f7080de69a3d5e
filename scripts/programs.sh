#!/bin/sh
# Gets the programs beside Python that the tests or the checks need: scripts/programs.sh test|check
# What is missing is asked for together, once. What cannot be had is named with what it is for: those tests will fail.
set -eu
name=programs
. "$(dirname "$0")/common.sh"
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin"

# need | packages of Debian and Ubuntu | what it is for. A need is there when has_<need> says so.
NEEDS='
browser | chromium | every test in a browser
headless | chromium-headless-shell | tests in half the time
fonts | fontconfig fonts-noto-cjk | pictures of the screens, which show boxes without a Chinese font
firefox | firefox-esr | the tests in a second browser
webkit | xvfb xauth python3-gi gir1.2-webkit2-4.1 | the tests in the nearest thing to an iPhone
gettext | gettext i18nspector | the tests of the .po files
nginx | nginx | the tests of deploy/nginx
caddy | caddy | the tests of deploy/caddy
apache | apache2 | the tests of .htaccess
openssl | openssl | the tests of hosts with https
aws | awscli | the test of deploy/object-storage with the real command line
'

has_browser() {
    .venv/bin/python - <<'END' 2>/dev/null
from playwright.sync_api import sync_playwright
from tools.browser import ARGUMENTS, chromium
with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=chromium(playwright), args=ARGUMENTS).close()
END
}
# The system's Chromium has windows; Playwright's own brings what does without.
has_headless() {
    .venv/bin/python - <<'END' 2>/dev/null
from playwright.sync_api import sync_playwright
from tools.browser import chromium, headless
with sync_playwright() as playwright:
    raise SystemExit(headless(playwright) == chromium(playwright))
END
}
has_fonts() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh)" ]; }
has_firefox() { command -v firefox-esr >/dev/null || command -v firefox >/dev/null; }
has_webkit() {
    command -v xvfb-run >/dev/null && command -v xauth >/dev/null &&
        /usr/bin/python3 -c "import gi; gi.require_version('WebKit2', '4.1')" 2>/dev/null
}
has_gettext() { command -v msgfmt >/dev/null && command -v i18nspector >/dev/null; }
has_nginx() { command -v nginx >/dev/null; }
has_caddy() { command -v caddy >/dev/null; }
has_apache() { command -v apache2 >/dev/null; }
has_openssl() { command -v openssl >/dev/null; }
has_aws() { aws --version >/dev/null 2>&1; }

# The fields of NEEDS of what is not there, a line each.
missing() {
    echo "$NEEDS" | while IFS='|' read -r need packages purpose; do
        [ -z "$need" ] || "has_${need% }" || echo "${need% }|$packages|$purpose"
    done
}
has_unit() { [ -d /run/systemd/system ] && systemctl cat "$1.service" >/dev/null 2>&1; }
# A package that brings a server starts it on port 80. The tests start their own; what stood before stays as it was.
install_missing() {
    packages=$(missing | cut -d '|' -f 2)
    [ -n "$packages" ] || return 0
    new=
    for unit in nginx caddy apache2; do has_unit $unit || new="$new $unit"; done
    # shellcheck disable=SC2086 # one word for each package
    install_packages $packages || return 0
    for unit in $new; do
        ! has_unit "$unit" || as_root systemctl disable --now --quiet "$unit"
    done
}
get_test_programs() {
    has_browser || {
        say "getting a Chromium for the tests"
        .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
    }
    install_missing
    left=$(missing)
    [ -n "$left" ] || return 0
    echo "$left" | while IFS='|' read -r need packages purpose; do
        say "$need is missing, needed for$purpose; install it:$(echo " $packages" | sed 's/  */ /g; s/ $//')" >&2
    done
    say "the names are those of Debian's packages: apt-get install; what needs something else goes on without" >&2
    has_browser || fail "nothing can be tested without a browser"
}

# The checks of scripts and styles need Node 20 or newer with npm: the system's, or those that a pip package carries.
get_node() {
    version=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
    if [ "$version" -ge 20 ] && command -v npm >/dev/null; then return; fi
    say "no Node 20 with npm here; getting them into .venv"
    scripts/environment.sh requirements-node.txt
}

# Without it `make check` leaves the Nu Html Checker out, and says so.
get_java() { java -version >/dev/null 2>&1 || install_packages default-jre-headless || true; }

case "${1:-}" in
test) get_test_programs ;;
check)
    get_node
    get_java
    ;;
*) fail "usage: scripts/programs.sh test|check" ;;
esac
