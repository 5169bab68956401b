"""Where the pages of a printed sheet end."""

from __future__ import annotations

from math import ceil
from typing import Any, Final

from openpyxl.worksheet.pagebreak import Break

from ipdesk.exporting.workbook import MARGINS

A4: Final = (595.0, 842.0)  # points
SIGN_POINTS, PAD_POINTS = 5.25, 3.75  # of a column, by its width in signs
ROW_POINTS: Final = 15.0  # of a row that is given no height
ROOM: Final = 0.95  # of a page that is counted on: programs draw rows a little higher or lower


def break_evenly(sheet: Any, heading: int, first: int, end: int, last: int) -> None:
    """Break a landscape sheet, one page wide, into pages of about the same height, so that what closes it never stands alone.

    Pages may begin with the rows from `first` on, before `end`; `last` is the last row of all, and the row `heading` is repeated.
    """
    heights = [sheet.row_dimensions[row].height or ROW_POINTS for row in range(1, last + 1)]
    width = sum(each.width * SIGN_POINTS + PAD_POINTS for each in sheet.column_dimensions.values())
    inner = [side - 72 * (MARGINS[one] + MARGINS[other]) for side, one, other in
             zip(A4, ("top", "left"), ("bottom", "right"), strict=True)]  # fmt: skip
    scale = min(1.0, inner[1] / width)
    repeated = heights[heading - 1]
    pages = ceil((sum(heights) - repeated) / (ROOM * inner[0] / scale - repeated))
    share, above, reached = (sum(heights) - repeated) / pages, 0.0, 1
    for row, height in enumerate(heights, 1):
        if first <= row < end and reached < pages and above + height / 2 > reached * share:
            sheet.row_breaks.append(Break(id=row - 1))
            reached += 1
        above += height if row != heading else 0.0
