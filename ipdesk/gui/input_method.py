"""Typing Chinese: the fix that lets fcitx reach a Qt that brings no fcitx plug-in of its own."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping


def fix_input_method(environment: MutableMapping[str, str]) -> None:
    """Name an input method that works, before the application object is made.

    The wheels carry plug-ins for ibus and compose. fcitx5 also speaks ibus's protocol, so where fcitx is
    asked for, ibus is named behind it. What the user set in QT_IM_MODULES stands.
    """
    named = environment.get("QT_IM_MODULE") or environment.get("XMODIFIERS", "").partition("@im=")[2]
    linux = str(sys.platform).startswith("linux")  # as text: the checker knows one platform at a time
    if linux and named in ("fcitx", "fcitx5") and not environment.get("QT_IM_MODULES"):
        environment["QT_IM_MODULES"] = "wayland;fcitx;ibus"
