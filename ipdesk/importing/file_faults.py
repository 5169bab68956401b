"""What may be wrong with any file from outside: by its code, the sentence that the user is told and what to do about it."""

from __future__ import annotations

from typing import Final

from ipdesk.model.text import N_, Message

NEW_COPY: Final = Message(N_("Ask for a fresh copy of the file, or save it again where it was written."))
SUSPICIOUS: Final = Message(N_("Do not open it elsewhere; ask the sender how it was made."))
_UNLOCKED = Message(N_("Save a copy without the password."))
PACKED: Final = {
    "locked-parts": (N_("“{file}” is packed with a password."), _UNLOCKED),
    "bomb": (N_("“{file}” would unpack to far more than its size."), SUSPICIOUS),
    "too-many-parts": (N_("“{file}” is packed in too many parts."), SUSPICIOUS),
    "unsafe-names": (N_("“{file}” has parts with unsafe names."), SUSPICIOUS),
    "entities": (N_("“{file}” defines entities of its own, as no honest document does."), SUSPICIOUS),
}
ANY: Final = {
    **PACKED,
    "empty": (N_("“{file}” is empty."), NEW_COPY),
    "damaged": (N_("“{file}” is damaged or cut off."), NEW_COPY),
    "encrypted": (
        N_("“{file}” is locked with a password."),
        Message(N_("Give its password, or save a copy without it.")),
    ),
    "wrong-password": (
        N_("That is not the password of “{file}”."),
        Message(N_("Try again; capitals and small letters differ.")),
    ),
    "unknown-lock": (N_("“{file}” is locked in a way that is not known here."), _UNLOCKED),
    "costly-lock": (N_("The lock of “{file}” is made to take for ever to open."), SUSPICIOUS),
}
