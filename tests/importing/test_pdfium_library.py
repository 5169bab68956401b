"""The functions of pdfium are declared as the bindings that come with it declare them."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw
import pytest

from ipdesk.importing.pdfium_library import FORM, FUNCTIONS, IMAGE, KINDS


def shape(kind: Any) -> tuple[str, int] | None:
    """Return what a type is for whoever calls: a fraction, a number or an address, and of how many bytes."""
    if kind is None:
        return None
    if kind in (ctypes.c_float, ctypes.c_double):
        return "fraction", ctypes.sizeof(kind)
    if isinstance(getattr(kind, "_type_", None), str) and kind not in (ctypes.c_void_p, ctypes.c_char_p):
        return "number", ctypes.sizeof(kind)
    return "address", ctypes.sizeof(ctypes.c_void_p)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_declared_as_its_bindings_do(name: str) -> None:
    theirs = getattr(pypdfium2_raw, name)
    result, *given = (shape(KINDS[each]) for each in FUNCTIONS[name])
    assert (result, given) == (shape(theirs.restype), [shape(each) for each in theirs.argtypes])


def test_kinds_of_things_are_theirs() -> None:
    assert (pypdfium2_raw.FPDF_PAGEOBJ_IMAGE, pypdfium2_raw.FPDF_PAGEOBJ_FORM) == (IMAGE, FORM)
