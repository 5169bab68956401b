#!/bin/sh
# Set up what is missing, then run the main job on the samples: ipdesk makes its demo workspace, takes in a form and a
# ledger, writes the documents and says where they are. Options go to `ipdesk demo`.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
sh "$root/packaging/setup.sh"
exec "$root/.venv/bin/ipdesk" demo "$@"
