"""What the acts in the history of a record are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.model.text import N_

ACTS: Final[Mapping[str, str]] = {
    "add": N_("Added"),
    "set": N_("Changed"),
    "supplement": N_("Supplement added"),
    "move": N_("Moved"),
    "withdraw": N_("Withdrawn"),
    "undo": N_("Taken back"),
    "import": N_("Taken in from a file"),
    "merge": N_("Merged with another"),
    "not-same": N_("Said not to be the same"),
    "attach": N_("File attached"),
    "detach": N_("File taken off"),
    "detach-copy": N_("Copy of a file written out"),
    "open-copy": N_("Copy of a file opened to look at"),
    "show-restricted": N_("Restricted field shown"),
    "keep-protected": N_("Protected text kept"),
    "show-protected": N_("Protected text shown"),
    "refuse-protected": N_("Protected text asked for and refused"),
    "reduce-protected": N_("Protected text made fingerprints"),
    "drop-protected": N_("Protected text dropped"),
    "name-readers": N_("Readers of the protected text named"),
    "export": N_("Exported"),
    "print": N_("Printed"),
    "form": N_("Form written"),
    "seal": N_("Sealed"),
    "unseal": N_("Unsealed"),
    "purge-order": N_("Purge order given"),
    "purge": N_("Purged"),
}
