"""Puts a slip twice on one A4 for the printer; the stored and signed file stays as it is."""

from __future__ import annotations

import io

import pikepdf
from reportlab.lib.units import mm


def two_up(pdf: bytes) -> bytes:
    """Return each A5 landscape page of `pdf` twice on an A4, above and below: a cut makes two copies.

    Only for the printer: what is printed of a signature is its visible stamp. The same bytes each time.
    """
    out = pikepdf.Pdf.new()
    bottoms = (149 * mm, 0.5 * mm)
    drawn = "\n".join(f"q 1 0 0 1 0 {bottom:.4f} cm /Slip Do Q" for bottom in bottoms)
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as source:
        for number, one in enumerate(source.pages):
            out.add_blank_page(page_size=(210 * mm, 297 * mm))
            form = out.copy_foreign(one.as_form_xobject())
            page = out.pages[number]
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Slip=form))
            page.Contents = out.make_stream(drawn.encode())
        content = io.BytesIO()
        out.save(content, deterministic_id=True)
    return content.getvalue()
