#!/bin/sh
# Makes the pictures of README and handbook anew from the demo workspace, without a display.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd -- "$root"
QT_QPA_PLATFORM=offscreen exec .venv/bin/python packaging/screenshots.py resources/help/pictures
