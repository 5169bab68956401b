"""Charts of a quarter or year as charts of the workbook itself, which its readers draw and people can change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any, Final

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from ipdesk.exporting.layout import Furniture, Stamp
from ipdesk.exporting.quarter_content import QuarterContent
from ipdesk.exporting.workbook import BODY_FONT, HEAD_FONT, put_text, set_up_print
from ipdesk.model.text import N_, Translator

MOST_BARS: Final = 10
COURSE: Final = ("D1", "A1", "F1", "F1-grants", "U1")  # from the disclosure to its use
COLOURS: Final = ("1B5E9E", "9DB4CC", "C58A1B")
_FIRST_COLUMN: Final = 14  # data stands to the right of what is printed
_COLUMN: Final = 9.5  # width of those that are printed, together as wide as a chart
_ROW: Final = 0.53  # cm
_ROWS_OF_PAGE: Final = 62  # of A4, as far as columns as wide as a chart are made smaller to fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars to be drawn: names, and a figure for each series."""

    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    percent: bool = False


def charts_of(made: QuarterContent, translator: Translator) -> Iterator[Chart]:
    """Yield the charts of a report that have something to show."""
    label = translator.label
    both = tuple(label(made.spans[name]) for name in ("now", "before"))
    course = [each for code in COURSE if (each := made.line(code)) is not None]
    if any(each.now or each.before for each in course):
        yield Chart(
            title=label(N_("From disclosure to use (context)")),
            series=both,
            rows=tuple((each.label, (each.now, each.before)) for each in course),
        )
    rates = [each for each in made.lines if each.scored and each.unit == "percent" and each.now is not None]
    charts = ceil(len(rates) / MOST_BARS)
    for place in range(charts):  # of about as many bars each
        part = rates[place * len(rates) // charts : (place + 1) * len(rates) // charts]
        yield Chart(
            title=label(N_("Scored rates, in percent")),
            series=(*both, label(N_("Aim"))),
            rows=tuple((each.label, (each.now, each.before, each.target)) for each in part),
            percent=True,
        )
    for code in ("D1", "P1"):
        line, parts, by = made.line(code), made.parts_of(code, "unit"), label(N_("Unit"))
        if line is not None and parts:
            yield Chart(
                title=f"{line.label} · {by}",
                series=(both[0],),
                rows=tuple((each.name, (each.value,)) for each in parts[:MOST_BARS]),
                percent=line.unit == "percent",
            )


def charts_sheet(
    sheet: Any, made: QuarterContent, translator: Translator, furniture: Furniture, stamp: Stamp
) -> None:
    """Draw the charts of a report on a sheet, each with the cells that it is drawn from at the right of it."""
    put_text(sheet.cell(1, 1), furniture.mark).font = Font(name=HEAD_FONT, size=12)
    title = "　".join((made.lab, translator.label(N_("Charts")), made.name)).strip()
    put_text(sheet.cell(2, 1), title).font = Font(name=HEAD_FONT, size=16, bold=True)
    sheet.row_dimensions[2].height = 26
    drawn = list(charts_of(made, translator))
    row, begun = 4, 1
    for each in drawn:
        needed = ceil(_height(each) / _ROW)
        if row + needed - begun > _ROWS_OF_PAGE and row > begun + 3:
            sheet.row_breaks.append(Break(id=row - 1))
            row += 1  # the edge of a chart is reckoned otherwise than that of a page
            begun = row
        _write(sheet, row, each)
        sheet.add_chart(_chart(sheet, row, each), f"A{row}")
        row += max(needed + 2, len(each.rows) + 3)
    if not drawn:
        put_text(sheet.cell(4, 1), translator.label(N_("There is nothing to draw in this period.")))
    for column in range(1, _FIRST_COLUMN):
        sheet.column_dimensions[get_column_letter(column)].width = _COLUMN
    sheet.print_area = f"A1:{get_column_letter(_FIRST_COLUMN - 1)}{row}"
    set_up_print(sheet, furniture, stamp, landscape=False)


def _height(chart: Chart) -> float:
    """Return how high a chart is, in cm: so much for a bar, and the rest for title, axis and legend."""
    return max(6.5, 0.5 * len(chart.rows) * len(chart.series) + 0.3 * len(chart.rows) + 3.2)


def _write(sheet: Any, row: int, chart: Chart) -> None:
    """Write the cells that a chart is drawn from."""
    _texts(sheet, row, ("", *chart.series), bold=True)
    for number, (name, values) in enumerate(chart.rows, row + 1):
        _texts(sheet, number, (name,), bold=False)
        for place, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(number, _FIRST_COLUMN + place).value = value


def _texts(sheet: Any, row: int, texts: Sequence[str], *, bold: bool) -> None:
    for place, text in enumerate(texts):
        cell = put_text(sheet.cell(row, _FIRST_COLUMN + place), text)
        cell.font = Font(name=HEAD_FONT if bold else BODY_FONT, size=9)


def _chart(sheet: Any, row: int, made: Chart) -> Any:
    chart: Any = BarChart()
    chart.type, chart.title = "bar", made.title
    last = row + len(made.rows)
    values = Reference(
        sheet, min_col=_FIRST_COLUMN + 1, max_col=_FIRST_COLUMN + len(made.series), min_row=row, max_row=last
    )
    chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=_FIRST_COLUMN, min_row=row + 1, max_row=last))
    for series, colour in zip(chart.series, COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour
    chart.legend.position = "b"
    chart.gapWidth, chart.overlap = 60, -5
    chart.width, chart.height = 23.0, _height(made)
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    if made.percent:
        chart.y_axis.scaling.max = 100
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, name, False)
    return chart
