"""An XLSX file written row by row (ECMA-376): as small as Excel and LibreOffice take it.

openpyxl's write-only workbook took 20 s for 100,000 rows of 15 cells and would turn texts such as
"=1+1" and "#REF!" into formulas and errors; here a text is an inline string, whatever it says. The style
`quotePrefix` keeps it a text when somebody edits the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from travel_desk.sheets.escapes import escape
from travel_desk.sheets.records import Cell, OutColumn

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = date(1899, 12, 30).toordinal()
_NORMAL, _TITLE, _HEADER, _TEXT, _DATE, _MOMENT, _ABOUT = range(7)
_MEASURED = 300
"""Rows whose texts tell how wide the columns are, in signs between `_NARROW` and `_WIDE`."""
_NARROW, _WIDE = 11, 48

_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
<fonts count="4"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="14"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>
<font><sz val="11"/><color rgb="FF55606E"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">
<fgColor rgb="FFE9EDF2"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>
<border><left/><right/><top/><bottom style="thin"><color rgb="FF8A94A3"/></bottom><diagonal/></border>
</borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1"/>
<xf numFmtId="49" fontId="2" fillId="2" borderId="1" xfId="0" quotePrefix="1" applyFont="1" applyFill="1"
 applyBorder="1"/>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="3" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
}
_STAMP = (1980, 1, 1, 0, 0, 0)  # the clock is asked by nobody here: the same rows are the same file


def write_xlsx(
    file: BinaryIO, columns: Sequence[OutColumn], rows: Iterable[Sequence[Cell]], lines: Sequence[str]
) -> int:
    """Write a workbook of one sheet, which bears the first of the lines as its name; returns the rows.

    columns: with titles of one line. lines: stand above the header, the first one large.
    """
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        for name, content in _PARTS.items():
            archive.writestr(_part(name), _HEAD + content)
        archive.writestr(_part("xl/workbook.xml"), _HEAD + _workbook(lines[0]))
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            return _write_sheet(sheet, columns, rows, lines)


def _part(name: str) -> ZipInfo:
    info = ZipInfo(name, _STAMP)
    info.compress_type = ZIP_DEFLATED
    return info


def _workbook(title: str) -> str:
    name = "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31].strip(" '") or "1"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        f'<sheet name="{_text(name, quoted=True)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _write_sheet(
    sheet: IO[bytes], columns: Sequence[OutColumn], rows: Iterable[Sequence[Cell]], lines: Sequence[str]
) -> int:
    header = len(lines) + 2
    rest = iter(rows)
    first = list(islice(rest, _MEASURED))
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(_widths(columns, first), 1)
    )
    parts = [
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{header}" topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
    ]
    for number, line in enumerate(lines, 1):
        parts.append(_row([line], number, _TITLE if number == 1 else _ABOUT))
    parts.append(_row([column.title for column in columns], header, _HEADER))
    count = 0
    for count, row in enumerate(chain(first, rest), 1):
        parts.append(_row(row, header + count, _TEXT))
        if len(parts) > 500:
            sheet.write("".join(parts).encode())
            parts.clear()
    # Printed lying, as wide as the paper (A4).
    parts.append('</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>')
    sheet.write("".join(parts).encode())
    return count


def _widths(columns: Sequence[OutColumn], rows: Sequence[Sequence[Cell]]) -> list[int]:
    widths = [len(column.title) + 2 for column in columns]
    for row in rows:
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                widths[at] = max(widths[at], len(cell) + 1)
    return [min(max(width, _NARROW), _WIDE) for width in widths]


def _row(row: Sequence[Cell], number: int, text: int) -> str:
    """Return one row; cells carry no place of their own, so an empty one stands there empty."""
    return f'<row r="{number}">{"".join([_cell(cell, text) for cell in row])}</row>'


def _cell(cell: Cell, style: int) -> str:
    if isinstance(cell, date) and (cell.year, cell.month) < (1900, 3):
        # Excel counts a 29 February 1900; what lies before it is a day off in other programs.
        cell = str(cell)
    match cell:
        case str() if cell:
            return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        case None | str():
            return "<c/>"
        case bool():
            return f'<c t="b"><v>{int(cell)}</v></c>'
        case datetime():
            seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
            return f'<c s="{_MOMENT}"><v>{cell.toordinal() - _EPOCH + seconds / 86_400!r}</v></c>'
        case date():
            return f'<c s="{_DATE}"><v>{cell.toordinal() - _EPOCH}</v></c>'
        case _:
            return f"<c><v>{cell!r}</v></c>"


def _text(text: str, *, quoted: bool = False) -> str:
    # xml.sax.saxutils does the same, and loads half of the network's modules for it.
    safe = escape(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;") if quoted else safe
