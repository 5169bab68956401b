#!/bin/sh
# Make .venv at the root of this tree, ready to run and test ipdesk. Harmless to repeat, quick when nothing changed.
#
#   sh packaging/setup.sh [--tests]     --tests also sees to the system packages that only the tests use
#   IPDESK_WHEELHOUSE=FOLDER            take the wheels from FOLDER instead of a package registry
#
# On Debian and its kin: root gets missing system packages installed, anyone else is told the one command that does it.
set -eu

python_packages="python3 python3-venv"
qt_packages="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
window_packages="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1"
# What only the tests need: packages, and the commands that show they are there (screen_can_be_read for the rest).
test_packages="xvfb xdotool dbus at-spi2-core strace" # the first brings xkbcomp along
test_commands="Xvfb xkbcomp xdotool dbus-daemon strace"

say() { printf 'setup: %s\n' "$*"; }
# stop MESSAGE [LINE...]: the lines stand alone, ready to be copied.
stop() {
    printf 'setup: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '%s\n' "$@" >&2
    exit 1
}

case ${IPDESK_WHEELHOUSE-} in
    '') wheelhouse= ;;
    *) wheelhouse=$(CDPATH='' cd -- "$IPDESK_WHEELHOUSE" && pwd) || stop "IPDESK_WHEELHOUSE is not a folder: $IPDESK_WHEELHOUSE" ;;
esac
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd -- "$root"
python=$root/.venv/bin/python
stamp=.venv/ipdesk-stamp

# need WHAT PACKAGE...: have the packages put in, or say how and stop.
need() {
    what=$1
    shift
    command -v apt-get >/dev/null || stop "$what." "Install what your system calls these (Debian names), then run this again: $*"
    if [ "$(id -u)" -ne 0 ]; then
        stop "$what. Run this line as root (with sudo or from an administrator), then this script again:" \
            "  apt-get update && apt-get install -y --no-install-recommends $*"
    fi
    say "$what; installing system packages"
    log=$(mktemp)
    if ! { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "$@"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        stop "the system packages could not be installed; the full output is in $log"
    fi
    rm -f "$log"
}

# A Python of a version we support that can also make an environment (Debian's python3 alone cannot).
find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# The libraries a Qt program loads, proved by loading: package names differ from one Debian to the next.
qt_loads() { "$python" -c 'import PySide6.QtWidgets' 2>/dev/null; }
window_loads() {
    "$python" -c 'import ctypes, pathlib, PySide6
plugin = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
if plugin.exists(): ctypes.CDLL(str(plugin))' 2>/dev/null
}

digest() { sha256sum | cut -d ' ' -f 1; }
# What the environment was made from. The folder counts, since an environment holds absolute paths.
environment() { { cat requirements.lock && "$1" -VV && pwd; } | digest; }

# What a screen reader goes by: the bus of accessible programs.
screen_can_be_read() {
    [ -e /usr/share/dbus-1/services/org.a11y.Bus.service ]
}

if [ "${1-}" = --tests ]; then
    # shellcheck disable=SC2086  # a list
    for name in $test_commands; do
        command -v "$name" >/dev/null || need "the tests need '$name'" $test_packages
    done
    # shellcheck disable=SC2086  # a list
    screen_can_be_read || need "the tests read the screen as a screen reader does" $test_packages
fi

project=$(digest <pyproject.toml)
made=$({ [ -x "$python" ] && environment "$python"; } 2>/dev/null) || made=none
have=$(cat "$stamp" 2>/dev/null) || have=
if [ "$have" = "$made $project" ]; then
    exit 0
fi

if [ "${have%% *}" != "$made" ]; then
    # Another lock, Python or folder, or a set-up that was cut short: begin again, never mend. Beginning again empties
    # the environment; one that is only linked to belongs to another tree, and others may be working in it.
    [ ! -L .venv ] || stop ".venv is a link to $(readlink .venv), which belongs to another tree; remove the link, or set up there."
    rm -f "$stamp"
    if ! base=$(find_python); then
        found=$(python3 -V 2>/dev/null) || found="no Python 3"
        # shellcheck disable=SC2086  # lists
        case $found in
            # Python is too old or too new, and the package of this system would be the same one again.
            *' 3.'[0-9].* | *' 3.10.'* | *' 3.1'[4-9].* | *' 3.'[2-9][0-9].*)
                stop "ipdesk needs Python 3.11, 3.12 or 3.13; this machine has $found." \
                    "Put a fitting one on the PATH as python3.11, python3.12 or python3.13 (with its venv module) and run this again." ;;
            *) need "Python 3.11, 3.12 or 3.13 with its venv module is missing (found: $found)" \
                $python_packages $qt_packages $window_packages ;;
        esac
        base=$(find_python) || stop "ipdesk needs Python 3.11, 3.12 or 3.13; this system's own package is $(python3 -V)."
    fi
    say "making .venv with $("$base" -V) (half a minute on an ordinary line)"
    "$base" -m venv --clear .venv
    # --no-deps: the lock is whole, and older pips look past it for what a package asks for with extras.
    set -- --require-hashes --no-deps --only-binary=:all: -r requirements.lock
    [ -z "$wheelhouse" ] || set -- --no-index --find-links "$wheelhouse" "$@"
    "$python" -m pip install -qq --disable-pip-version-check --no-input "$@" ||
        stop "the Python packages could not be installed (see above). Without a network, name a folder of wheels in IPDESK_WHEELHOUSE."
    # Half a stamp: if the rest below stops for a missing library, this much need not be done again.
    printf '%s -\n' "$(environment "$python")" >"$stamp"
fi

# Our own package, in place. Everything it needs is there, so no registry is asked.
"$python" -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .

# shellcheck disable=SC2086  # lists
qt_loads || need "Qt's system libraries are missing" $qt_packages $window_packages
qt_loads || "$python" -c 'import PySide6.QtWidgets' || stop "Qt does not load; the last line above names the library it misses"
if ! window_loads; then
    # Everything but the window works without these, so failing to get them is no reason to stop.
    # shellcheck disable=SC2086  # a list
    { [ "$(id -u)" -eq 0 ] && (need "the libraries of an X11 window are missing" $window_packages) && window_loads; } ||
        say "note: no X11 window can open until these are installed: $window_packages"
fi

# Last, so that a set-up cut short anywhere above is begun again.
printf '%s %s\n' "$(environment "$python")" "$project" >"$stamp"
say "ready"
