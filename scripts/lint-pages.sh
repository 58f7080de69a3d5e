#!/bin/sh
# Asks the Nu Html Checker about every page: none may have an error. Node has brought it (scripts/lint-front-end.sh).
set -eu
name=pages
. "$(dirname "$0")/common.sh"
cd "$(dirname "$0")/.."

if ! java -version >/dev/null 2>&1; then
    [ -z "${CI:-}" ] || fail "Java is missing for the Nu Html Checker; install it: apt-get install default-jre-headless"
    say "not asked of the Nu Html Checker: Java is missing; install it: apt-get install default-jre-headless"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
SITE_URL=https://example.org/ .venv/bin/python -m pwa build "$folder/site" >/dev/null
# Its reader of CSS is behind the browsers (no @container, no @view-transition); stylelint has read the same styles.
java -jar node_modules/vnu-jar/build/dist/vnu.jar --errors-only --skip-non-html --filterpattern 'CSS: .*' "$folder/site"
