#!/bin/sh
# Pins every package with its hashes, without any address of a registry: scripts/pins.sh [--upgrade]
# Everything is made aside, and takes its place when all of it is there. What was published a minute ago is taken too: no age is
# asked for, because a mended weakness is as young; somebody reads what has moved before it is committed.
set -eu
cd "$(dirname "$0")/.."
name=pins
. scripts/common.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# What went wrong is in its last line, mostly; a registry that cannot be reached is the usual thing.
trying() {
    "$@" >"$folder/said" 2>&1 || fail "nothing was changed, because $(basename "$1") failed; is there a network? It said: $(tail -n 1 "$folder/said")"
}
.venv/bin/python -m venv "$folder/tools"
trying "$folder/tools/bin/pip" install --quiet --disable-pip-version-check pip-tools
# pip-compile does not read dependency groups yet (jazzband/pip-tools#2062), so each is written out first.
for group in dev node; do
    .venv/bin/python -c '
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    print("\n".join(tomllib.load(file)["dependency-groups"][sys.argv[1]]))' $group >"$folder/$group.in"
done
compile() {
    trying "$folder/tools/bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file "$folder/$output" "$@"
    # Which registry a machine asks is no business of the project's.
    if grep -n '://' "$folder/$output"; then
        fail "$output would name an address, and nothing was changed; leave the address out of pip's configuration"
    fi
}
cp requirements*.txt package.json package-lock.json "$folder"
for output in requirements.txt requirements-dev.txt requirements-node.txt; do
    case $output in
    requirements.txt) compile "$@" pyproject.toml ;;
    requirements-dev.txt) compile "$@" --constraint "$folder/requirements.txt" pyproject.toml "$folder/dev.in" ;;
    requirements-node.txt) compile "$@" "$folder/node.in" ;;
    esac
done
if [ "${1:-}" = --upgrade ] && command -v npm >/dev/null; then
    trying npm update --prefix "$folder" --package-lock-only --ignore-scripts
fi
cp "$folder"/requirements*.txt "$folder/package-lock.json" .
