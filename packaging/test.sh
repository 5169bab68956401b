#!/bin/sh
# Set up what is missing, then every check in turn; the first that fails ends it. Options go to pytest, as in
# `sh packaging/test.sh -k audit -p no:randomly`.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
sh "$root/packaging/setup.sh" --tests
cd -- "$root"
bin=$root/.venv/bin

step() {
    printf '\n== %s\n' "$1"
    shift
    "$@" || { code=$?; printf '\n== FAILED: %s\n' "$*" >&2; exit "$code"; }
}
no_host_in_locks() { ! grep -n '://' ./*.lock; }

step "Lock files name no host" no_host_in_locks
step "Lint" "$bin/ruff" check .
step "Format" "$bin/ruff" format --check .
# The tests use means that only Unix has (signals, limits, pipes by name); the program must not. Both at once: each
# takes half a minute of one core.
types() {
    "$bin/mypy" --platform win32 --cache-dir .mypy_cache/windows ipdesk &
    windows=$!
    linux=0
    "$bin/mypy" --platform linux || linux=$?
    wait "$windows" && return "$linux"
}
step "Types, Linux and Windows" types
step "Imports" "$bin/lint-imports" --no-logo
# Real keys on a private display, alone, because a busy machine loses one now and then: a failure is tried once more.
stories="tests/e2e/test_window.py tests/e2e/test_story.py tests/e2e/test_assessment.py tests/e2e/test_no_network.py"
window() {
    # shellcheck disable=SC2086  # a list
    "$bin/python" -m pytest $stories || {
        printf '\n== A story at the window failed; those that did, once more\n' >&2
        # shellcheck disable=SC2086  # a list
        "$bin/python" -m pytest --last-failed $stories
    }
}
step "Window, by real keys" window
# Two workers: as many as the smallest machine we build on has cores.
# shellcheck disable=SC2046  # a list
step "Tests" "$bin/python" -m pytest -n 2 --dist worksteal $(printf ' --ignore=%s' $stories) "$@"
