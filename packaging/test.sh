#!/bin/sh
# Set up what is missing, then every check in turn; the first that fails ends it. Options go to pytest, as in
# `sh packaging/test.sh -k audit -p no:randomly`.
set -eu
started=$(date +%s)
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
# takes half a minute of one core. The import contracts follow the shorter one.
types() {
    { "$bin/mypy" --platform win32 --cache-dir .mypy_cache/windows ipdesk && "$bin/lint-imports" --no-logo; } &
    windows=$!
    linux=0
    "$bin/mypy" --platform linux || linux=$?
    wait "$windows" && return "$linux"
}
step "Types, Linux and Windows, and imports" types
# What tests write lies in memory where there is room for it: otherwise most of their time is waiting for the disk after
# each transaction. A killed writer leaves the same behind in either place.
room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ "${room:-0}" -gt 1500000 ] && [ -w /dev/shm ]; then
    export TMPDIR=/dev/shm
fi
# Tests that were compiled once need not be again: that is half of what finding them takes.
unset PYTHONDONTWRITEBYTECODE
# Real keys on private displays, two stories at once and nothing beside them, because a busy machine loses a key now and
# then: a failure is tried once more, alone.
stories="tests/e2e/test_window.py tests/e2e/test_story.py tests/e2e/test_assessment.py tests/e2e/test_people.py tests/e2e/test_docket.py tests/e2e/test_review.py tests/e2e/test_reports.py tests/e2e/test_no_network.py"
window() {
    # shellcheck disable=SC2086  # a list
    "$bin/python" -m pytest -n 2 --dist worksteal $stories || {
        printf '\n== A story at the window failed; those that did, once more\n' >&2
        # shellcheck disable=SC2086  # a list
        "$bin/python" -m pytest --last-failed $stories
    }
}
step "Window, by real keys" window
# Two workers: as many as the smallest machine we build on has cores.
# shellcheck disable=SC2046  # a list
tests() { "$bin/python" -m pytest -n 2 --dist worksteal $(printf ' --ignore=%s' $stories) "$@"; }
step "Tests" tests -m "not extra" "$@"
# Extras show on more, or in another dress, what the tests above show. As many of them run, in random order, as ten
# minutes leave time for; IPDESK_EXTRA=1 runs them all, anywhere.
extras() {
    [ "${IPDESK_EXTRA-}" = 1 ] || export IPDESK_UNTIL=$((started + 540))
    tests -m extra "$@" || [ $? -eq 5 ] # 5: those asked for have none
}
if [ $(($(date +%s) - started)) -lt 480 ] || [ "${IPDESK_EXTRA-}" = 1 ]; then
    step "Extras" extras "$@"
else
    printf '\n== Ten minutes leave no time for the extras; IPDESK_EXTRA=1 sh packaging/test.sh runs them too\n'
fi
