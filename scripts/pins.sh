#!/bin/sh
# Pins every package with its hashes, without any address of a registry: scripts/pins.sh [--upgrade]
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# pip-compile does not read dependency groups yet (jazzband/pip-tools#2062), so each is written out first.
for group in dev node; do
    .venv/bin/python -c '
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    print("\n".join(tomllib.load(file)["dependency-groups"][sys.argv[1]]))' $group >"$folder/$group.in"
done
compile() {
    .venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@"
    # Which registry a machine asks is no business of the project's.
    if grep -n '://' "$output"; then
        echo "pins: $output names an address; leave it out" >&2
        exit 1
    fi
}
for output in requirements.txt requirements-dev.txt requirements-node.txt; do
    case $output in
    requirements.txt) compile "$@" --output-file $output pyproject.toml ;;
    requirements-dev.txt) compile "$@" --constraint requirements.txt --output-file $output pyproject.toml "$folder/dev.in" ;;
    requirements-node.txt) compile "$@" --output-file $output "$folder/node.in" ;;
    esac
done
