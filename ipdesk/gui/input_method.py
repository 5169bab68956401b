"""Typing Chinese: the fix that lets fcitx reach a Qt that brings no fcitx plug-in of its own."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping


def fix_input_method(environment: MutableMapping[str, str]) -> None:
    """Name an input method that works, before the application object is made.

    The wheels carry plug-ins for ibus and compose. fcitx5 also speaks ibus's protocol, so where fcitx is
    asked for, ibus is named behind it. Qt's plug-in gives up at once where no ibus-daemon is installed, as
    on a desktop with fcitx5 alone, unless it is told to go by ibus's portal, which fcitx5 answers as well.
    What the user set in QT_IM_MODULES stands.
    """
    named = environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "").partition("@im=")[2]
    linux = str(sys.platform).startswith("linux")  # as text: the checker knows one platform at a time
    if linux and named in ("fcitx", "fcitx5") and not environment.get("QT_IM_MODULES"):
        environment["QT_IM_MODULES"] = "wayland;fcitx;ibus"
        environment.setdefault("IBUS_USE_PORTAL", "1")
