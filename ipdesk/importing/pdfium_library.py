"""The functions of the library pdfium that reading takes, each with what it is given and returns.

Runs in the child process. The bindings that come with the library declare ten times as many, which takes longer than reading a
page; a test holds these against those.
"""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.machinery import PathFinder
from typing import Any, Final

PACKAGE: Final = "pypdfium2_raw"
FILES: Final = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
KINDS: Final = {
    "p": ctypes.c_void_p, "s": ctypes.c_char_p, "i": ctypes.c_int, "u": ctypes.c_uint, "l": ctypes.c_ulong,
    "z": ctypes.c_size_t, "f": ctypes.c_float, "d": ctypes.c_double, "-": None,
}  # fmt: skip
# By the letters above, what is returned, and what is given.
FUNCTIONS: Final = {
    "FPDF_InitLibrary": "-", "FPDF_LoadMemDocument64": "ppzs", "FPDF_GetLastError": "l", "FPDF_GetPageCount": "ip",
    "FPDF_LoadPage": "ppi", "FPDF_ClosePage": "-p", "FPDF_GetPageWidthF": "fp", "FPDF_GetPageHeightF": "fp",
    "FPDF_GetMetaText": "lpspl",
    "FPDFText_LoadPage": "pp", "FPDFText_ClosePage": "-p", "FPDFText_CountChars": "ip", "FPDFText_GetUnicode": "upi",
    "FPDFText_GetFontSize": "dpi", "FPDFText_GetBoundedText": "ipddddpi",
    "FPDFBookmark_GetFirstChild": "ppp", "FPDFBookmark_GetNextSibling": "ppp", "FPDFBookmark_GetTitle": "lppl",
    "FPDFDoc_GetAttachmentCount": "ip", "FPDFDoc_GetAttachment": "ppi", "FPDFAttachment_GetName": "lppl",
    "FPDFPage_GetAnnotCount": "ip", "FPDFPage_GetAnnot": "ppi", "FPDFPage_CloseAnnot": "-p", "FPDFAnnot_GetSubtype": "ip",
    "FPDFAnnot_GetStringValue": "lpspl",
    "FPDFPage_CountObjects": "ip", "FPDFPage_GetObject": "ppi", "FPDFFormObj_CountObjects": "ip",
    "FPDFFormObj_GetObject": "ppl", "FPDFPageObj_GetType": "ip", "FPDFPageObj_GetBounds": "ippppp",
}  # fmt: skip
IMAGE, FORM = 3, 5  # kinds of things on a page


def loaded() -> Any:
    """Return the library with its functions declared, made ready for work."""
    spec = PathFinder.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"no {PACKAGE}")
    file = FILES.get(sys.platform, "libpdfium.so")
    library = ctypes.CDLL(os.path.join(spec.submodule_search_locations[0], file))  # noqa: PTH118 - paths take long to load
    for name, said in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, *function.argtypes = (KINDS[each] for each in said)
    library.FPDF_InitLibrary()
    return library
