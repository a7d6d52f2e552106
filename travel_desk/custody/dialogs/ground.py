"""The fields of a ground on which booklets are held: kind, paper, act and article, review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from travel_desk.base.language import tr
from travel_desk.custody.rules import HOLDING, Ground, GroundKind
from travel_desk.shell.context import Context
from travel_desk.shell.fields import Choice, DateField, TextField, columns, labelled
from travel_desk.shell.fields.note import Labelled


class GroundFields(QWidget):
    """Four fields side by side. review: the day that is proposed."""

    def __init__(self, context: Context, review: date) -> None:
        super().__init__()
        self.kind = Choice([(one, tr(one.label)) for one in HOLDING], GroundKind.RULE)
        self.text = TextField(hint=tr("order 2026-14"), length=45)
        self.article = TextField(hint=tr("Travel Abroad Act, article 8(1)"), length=60)
        self.review = DateField(context.clock, review)
        self._fields = {
            "ground_kind": labelled(tr("Ground"), self.kind),
            "ground": labelled(tr("Order or paper"), self.text),
            "article": labelled(tr("Act and article"), self.article),
            "review_on": labelled(tr("Review of the ground"), self.review),
        }
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(columns(list(self._fields.values())))

    def fields(self) -> list[tuple[str, Labelled]]:
        """Return the fields under the names by which refusals speak of them."""
        return list(self._fields.items())

    def ground(self) -> Ground:
        """Return the ground as it stands in the fields."""
        return Ground(self.kind.value() or GroundKind.RULE, self.text.value(), self.article.value())

    def review_on(self) -> date | None:
        """Return the day of the review."""
        return self.review.day()

    def collect(self) -> dict[str, Any]:
        """Return what a draft keeps."""
        ground, day = self.ground(), self.review.day()
        return {
            "kind": ground.kind.value,
            "text": ground.text,
            "article": ground.article,
            "review": day.isoformat() if day else None,
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Fill from a draft."""
        self.kind.set_value(GroundKind(content["kind"]))
        self.text.set_value(content["text"])
        self.article.set_value(content["article"])
        self.review.set_day(date.fromisoformat(content["review"]) if content["review"] else None)
