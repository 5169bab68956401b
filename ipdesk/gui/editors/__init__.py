"""The editors of fields: one for each kind, chosen here and nowhere else."""

from __future__ import annotations

from typing import assert_never

from ipdesk.gui.context import Context
from ipdesk.gui.editors.choice import FlagEditor, choice_editor
from ipdesk.gui.editors.choices import ChoicesEditor
from ipdesk.gui.editors.day import DayEditor
from ipdesk.gui.editors.editor import Editor
from ipdesk.gui.editors.line import LineEditor
from ipdesk.gui.editors.link import LinkEditor
from ipdesk.gui.editors.long_text import LongTextEditor
from ipdesk.gui.editors.rows import RowsEditor
from ipdesk.model.kinds import (
    Choice,
    Choices,
    Day,
    Flag,
    Kind,
    Link,
    LongText,
    Money,
    Number,
    Person,
    Rows,
    Score,
    Share,
    Text,
)
from ipdesk.model.text import N_


def editor_for(context: Context, kind: Kind) -> Editor:
    """Return a new, empty editor for a kind."""
    match kind:
        case Text() | Person() | Number() | Score():
            return LineEditor(context, kind)
        case Money():
            return LineEditor(context, kind, context.label(N_("yuan")))
        case Share():
            return LineEditor(context, kind, "%")
        case LongText():
            return LongTextEditor(context, kind)
        case Choice():
            return choice_editor(context, kind)
        case Choices():
            return ChoicesEditor(context, kind)
        case Day():
            return DayEditor(context, kind)
        case Flag():
            return FlagEditor(context, kind)
        case Link():
            return LinkEditor(context, kind)
        case Rows():
            return RowsEditor(context, kind, editor_for)
        case _:
            assert_never(kind)
