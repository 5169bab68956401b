#!/bin/sh
# Remake requirements.lock from pyproject.toml: every package, run-time and development, with hashes, for every
# supported system, wheels only. Versions already locked stay; `sh packaging/lock.sh --upgrade` renews the indirect ones.
# For maintainers only; needs a package registry.
set -eu
cd -- "$(dirname -- "$0")/.."

if command -v uv >/dev/null; then
    uv=uv
else
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    trap 'exit 1' HUP INT TERM
    python3 -m venv "$scratch"
    "$scratch/bin/python" -m pip install -q --disable-pip-version-check --only-binary=:all: uv==0.13.9
    uv=$scratch/bin/uv
fi

# --no-header and --no-emit-index-url: the lock names no host.
"$uv" pip compile pyproject.toml --group dev --universal --python-version 3.11 --only-binary :all: \
    --generate-hashes --no-header --no-emit-index-url --quiet -o requirements.lock "$@"

if grep -n '://' requirements.lock; then
    echo "lock.sh: requirements.lock names a host (see above)" >&2
    exit 1
fi
echo "requirements.lock: $(grep -c '==' requirements.lock) packages"
