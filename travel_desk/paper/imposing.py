"""Puts a slip twice on one A4 for the printer; the stored and signed file stays as it is."""

from __future__ import annotations

import io

import pikepdf
from reportlab.lib.units import mm


def two_up(pdf: bytes) -> bytes:
    """Return an A4 page with the A5 landscape first page of `pdf` above and below, a plain stack.

    Only for the printer: what is printed of a signature is its visible stamp. The same bytes each time.
    """
    out = pikepdf.Pdf.new()
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as source:
        out.add_blank_page(page_size=(210 * mm, 297 * mm))
        page = out.pages[0]
        form = out.copy_foreign(source.pages[0].as_form_xobject())
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Slip=form))
        bottoms = (149 * mm, 0.5 * mm)
        drawn = "\n".join(f"q 1 0 0 1 0 {bottom:.4f} cm /Slip Do Q" for bottom in bottoms)
        page.Contents = out.make_stream(drawn.encode())
        content = io.BytesIO()
        out.save(content, deterministic_id=True)
    return content.getvalue()
