"""The answers to a checklist, put in as in a conversation: part by part, what is missing, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ipdesk.gui.chip_row import ChipRow
from ipdesk.gui.context import Context
from ipdesk.gui.editors.editor import Editor, shown
from ipdesk.gui.labels import spread, wrapped_label
from ipdesk.gui.offer import Offer
from ipdesk.gui.question import Question, Standing
from ipdesk.gui.score_bars import Bar, ScoreBars
from ipdesk.gui.step_list import Step, StepList
from ipdesk.gui.theme import CARD_GAP, FIELD_GAP, Tone
from ipdesk.model.kinds import Option, Rows, option_label
from ipdesk.model.text import N_, Message
from ipdesk.operations.assessments import Reckoning
from ipdesk.registers.assessment_choices import OUTCOMES
from ipdesk.rules.checklist import TOTAL, Dimension, Item

OFFICE: Final = ""  # who answers when nobody is named
_Key = tuple[str, str]


class ChecklistEditor(Editor):
    """The rows of answers of a record. `show_reckoning` gives it the list; until then it shows nothing.

    `asked_list` asks for the checklist in force where the record has none.
    """

    asked_list = Signal()

    def __init__(
        self, context: Context, kind: Rows, today: date, outcomes: tuple[Option, ...] = OUTCOMES
    ) -> None:
        super().__init__(context, kind)
        self._outcomes = outcomes
        self._today = today
        self._before: dict[_Key, dict[str, object]] = {}
        self._rows: dict[_Key, dict[str, object]] = {}
        self._found: Reckoning | None = None
        self._by, self._at = OFFICE, 0
        self._read_only, self._notes_open = False, True
        self.questions: list[Question] = []
        self.progress = wrapped_label("")
        self.proposal = Offer()
        self.bars = ScoreBars(context)
        self.steps = StepList(context)
        self.people, self.part = QWidget(), QWidget()
        self.chips: ChipRow | None = None
        self.backward = QPushButton(context.label(N_("Previous part")))
        self.onward = QPushButton(context.label(N_("Next part")))
        self.nothing = QPushButton(context.label(N_("Take the checklist in force")))
        self._lay_out()
        self.steps.chosen.connect(self._go)
        self.backward.clicked.connect(lambda: self.turn(-1))
        self.onward.clicked.connect(lambda: self.turn(1))
        self.nothing.clicked.connect(self.asked_list)
        self.setFocusProxy(self.steps)
        self._show_nothing()

    def value(self) -> object:
        """Return the rows of answers, those that stand as they were first and in their order."""
        return list(self._rows.values())

    def set_value(self, value: object) -> None:
        """Show rows of answers, of a record or raw."""
        rows = [_raw(each) for each in value] if isinstance(value, list | tuple) else []
        self._rows = {(str(row["item"]), str(row["by"])): row for row in rows}
        self._before = dict(self._rows)
        self._show_answers()

    def set_read_only(self, read_only: bool) -> None:
        """Let the answers be read only."""
        self._read_only = read_only
        self._open_questions()

    def set_closed(self, sentence: str) -> None:
        """Close the notes, which are free text, with the other content."""
        self._notes_open = not sentence
        self._open_questions()

    def go_to(self, _place: str = "") -> None:
        """Put the cursor into the first question that is shut or open."""
        if (found := self._found) is None:
            self.nothing.setFocus()
            return
        wanted = (*found.result.failed, *found.result.missing)
        if wanted:
            self._answer_as(OFFICE)
            self._enter(wanted[0])
        else:
            self.steps.setFocus()

    def turn(self, by: int) -> None:
        """Go to the next or previous part and into its first question."""
        parts = self._parts()
        if parts:
            self._go(max(0, min(len(parts) - 1, self._at + by)))
            if self.questions:
                self.questions[0].go_to()

    def go_to_next_open(self) -> None:
        """Put the cursor into the next question that whoever answers has left open, behind where it is."""
        asked = self._asked()
        here = next((index for index, each in enumerate(asked) if self._stands_in(each)), -1)
        behind = [*asked[here + 1 :], *asked[: here + 1]]
        wanted = next((each for each in behind if self._is_open(each)), None)
        if wanted is None:
            self.go_to()
        else:
            self._enter(wanted)

    def show_reckoning(self, found: Reckoning | None) -> None:
        """Show the list of a record with what the answers amount to; None where the record has no list."""
        same = self._found is not None and found is not None and self._found.checklist is found.checklist
        self._found = found
        if found is None:
            self._show_nothing()
            return
        self.nothing.hide()
        names = [each.name for each in getattr(found.record, "assessors", ()) if each.name]
        self._show_people(names)
        for each in (self.progress, self.proposal, self.steps, self.backward, self.onward):
            each.show()
        self.bars.setVisible(any(not each.gate for each in found.checklist.dimensions))
        self._show_head(found)
        asked = [item.id for item in self._asked_here()]
        if not same or asked != [each.item.id for each in self.questions]:
            self._make_questions()
        self._show_standing()
        self._show_steps()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(FIELD_GAP)
        box.addWidget(self.nothing)
        box.addWidget(self.progress)
        box.addWidget(self.proposal)
        box.addWidget(self.bars)
        self.people.setLayout(QHBoxLayout())
        self.people.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]  # set in the line above
        box.addWidget(self.people)
        across = QHBoxLayout()
        across.setSpacing(CARD_GAP)
        across.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignTop)
        held = QVBoxLayout()
        self._list = QVBoxLayout(self.part)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        held.addWidget(self.part)
        held.addLayout(spread(1, self.backward, self.onward))
        held.addStretch(1)
        across.addLayout(held, 1)
        box.addLayout(across)

    def _show_nothing(self) -> None:
        for each in (
            self.progress,
            self.proposal,
            self.bars,
            self.steps,
            self.people,
            self.backward,
            self.onward,
        ):
            each.hide()
        self._clear()
        self.nothing.setVisible(not self._read_only)

    def _show_people(self, names: Sequence[str]) -> None:
        """Offer whose answers are shown: the office's, or an assessor's typed from paper."""
        keys = [OFFICE, *names]
        if self.chips is None or list(self.chips.chips) != keys:
            if self.chips is not None:
                self.chips.hide()
                self.chips.deleteLater()
            self.chips = ChipRow(self.context.label(N_("Answers of")), keys)
            self.chips.chosen.connect(self._answer_as)
            self.people.layout().addWidget(self.chips)  # type: ignore[union-attr]  # set when it was made
            if self._by not in keys:
                self._by = OFFICE
        texts = {each: each or self.context.label(N_("IP office")) for each in keys}
        self.chips.show_choice(self._by, texts)
        self.people.setVisible(bool(names))

    def _answer_as(self, name: str) -> None:
        if name == self._by:
            return
        self._by = name
        self._make_questions()
        if self._found is not None:
            self.show_reckoning(self._found)

    def _parts(self) -> list[Dimension]:
        return list(self._found.checklist.dimensions) if self._found else []

    def _asked_here(self) -> list[Item]:
        """Return the questions of the part shown that are put to whoever answers."""
        parts = self._parts()
        part = parts[min(self._at, len(parts) - 1)].id if parts else ""
        return [item for item in self._asked() if item.dimension == part]

    def _asked(self) -> list[Item]:
        """Return all questions that are put to whoever answers, part by part."""
        asked = self._found.result.asked if self._found is not None else ()
        places = {each.id: place for place, each in enumerate(self._parts())}
        put = (item for item in asked if not self._by or item.kind == "score")
        return sorted(put, key=lambda item: places[item.dimension])

    def _go(self, index: int) -> None:
        self._at = index
        self._make_questions()
        self._show_steps()

    def _enter(self, item: Item) -> None:
        self._go([each.id for each in self._parts()].index(item.dimension))
        for each in self.questions:
            if each.item.id == item.id:
                each.go_to()

    def _stands_in(self, item: Item) -> bool:
        """Say whether the cursor is in a question."""
        focused = self.window().focusWidget()
        return any(each.item.id == item.id and each.isAncestorOf(focused) for each in self.questions)

    def _is_open(self, item: Item) -> bool:
        """Say whether whoever answers has not answered a question; what assessors scored is not open for the office."""
        if self._by or self._found is None:
            return not self._rows.get((item.id, self._by), {}).get("answer")
        return item in self._found.result.missing

    def _clear(self) -> None:
        for each in self.questions:
            self._list.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.questions = []

    def _make_questions(self) -> None:
        """Make the questions of the part shown anew; one that stays keeps its cursor."""
        asked = self._asked_here()
        kept = {each.item.id: each for each in self.questions}
        if self._found is None:
            return
        for item_id in set(kept) - {item.id for item in asked}:
            gone = kept.pop(item_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        # Shown one by one, each would have the whole page laid out anew; where one stays, it may hold the cursor.
        self.part.setVisible(bool(kept))
        self.questions = []
        for number, item in enumerate(asked, 1):
            made = kept.get(item.id)
            if made is None or made.item is not item:
                if made is not None:
                    self._list.removeWidget(made)
                    made.hide()
                    made.deleteLater()
                made = Question(self.context, item, number)
                made.edited.connect(lambda made=made: self._typed(made))
            self._list.insertWidget(number - 1, made)
            made.show()
            self.questions.append(made)
        self._show_answers()
        self._open_questions()
        self._show_standing()
        self.part.show()

    def _show_answers(self) -> None:
        for each in self.questions:
            row = self._rows.get((each.item.id, self._by), {})
            answer, note = str(row.get("answer", "")), str(row.get("note", ""))
            if (each.answer(), each.note.text()) != (answer, note):
                each.show_answer(answer, note)

    def _open_questions(self) -> None:
        for each in self.questions:
            each.set_read_only(self._read_only, notes=self._notes_open)

    def _typed(self, question: Question) -> None:
        key = (question.item.id, self._by)
        row: dict[str, object] = {
            "item": question.item.id,
            "answer": question.answer(),
            "note": question.note.text().strip(),
            "by": self._by,
            "on": self._today.isoformat(),
        }
        before = self._before.get(key)
        if not row["answer"] and not row["note"]:
            self._rows.pop(key, None)
        elif before is not None and {**before, "on": ""} == {**row, "on": ""}:
            self._rows[key] = before
        else:
            self._rows[key] = row
        if list(self._rows) != list(self._before) and set(self._rows) == set(self._before):
            self._rows = {each: self._rows[each] for each in self._before}
        self.edited.emit()

    def _show_head(self, found: Reckoning) -> None:
        say, result = self.context.say, found.result
        answered = len(result.asked) - len(result.missing)
        parts = [Message(N_("Answered {done} of {count} questions."), done=answered, count=len(result.asked))]
        if result.failed:
            parts.append(Message(N_("Shut: {count}."), count=len(result.failed)))
        parts.append(Message(N_("List: version {version}."), version=found.checklist.version))
        self.progress.setText(" ".join(say(each) for each in parts))
        tone: Tone = "block" if result.failed else "ok" if result.proposal else "info"
        text = self.context.label(N_("The desk proposes an outcome once every question is answered."))
        if result.failed:
            scored = N_("A gate is shut: nothing is scored until what it asks for was done.")
            gated = N_("A check is shut: nothing goes out until what it asks for was done.")
            text = self.context.label(
                gated if all(each.gate for each in found.checklist.dimensions) else scored
            )
        elif result.proposal:
            outcome = Message(option_label(self._outcomes, result.proposal.outcome))
            reason = result.proposal.reason.said(self.context.translator.language)
            proposed = say(Message(N_("Proposed: {outcome}"), outcome=outcome))
            text = f"{proposed}　{reason}"
        self.proposal.show_offer(text, tone)
        self.bars.show_bars(self._bars_of(found))

    def _bars_of(self, found: Reckoning) -> list[Bar]:
        language, scores = self.context.translator.language, found.result.scores
        alone = {name: each for name, each in found.alone.items() if len(found.alone) > 1}
        bars = [
            Bar(
                each.label.said(language),
                scores.get(each.id),
                alone={name: own[each.id] for name, own in alone.items() if each.id in own},
            )
            for each in found.checklist.dimensions
            if not each.gate
        ]
        total = {name: own[TOTAL] for name, own in alone.items() if TOTAL in own}
        return [
            *bars,
            Bar(self.context.label(N_("Total score")), scores.get(TOTAL), strong=True, alone=total),
        ]

    def _show_standing(self) -> None:
        if (found := self._found) is None:
            return
        failed = {item.id for item in found.result.failed}
        newer = {item.id: item for item in found.newer.items} if found.newer else {}
        language = self.context.translator.language
        for each in self.questions:
            item = each.item
            scores = {name: sheet[item.id] for name, sheet in found.sheets.items() if item.id in sheet}
            other = newer.get(item.id)
            changed = other is not None and other.question != item.question
            each.show_standing(
                Standing(
                    failed=item.id in failed,
                    scores=scores if not self._by else None,
                    newer=other.question.said(language) if other is not None and changed else "",
                )
            )

    def _show_steps(self) -> None:
        if (found := self._found) is None:
            return
        language, result = self.context.translator.language, found.result
        made = []
        for part in self._parts():
            asked = [item for item in result.asked if item.dimension == part.id]
            missing = sum(item.dimension == part.id for item in result.missing)
            failed = any(item.dimension == part.id for item in result.failed)
            tone: Tone | None = "block" if failed else "warn" if missing else "ok" if asked else None
            made.append(Step(part.label.said(language), tone, missing, True))
        self.steps.show_steps(made, min(self._at, len(made) - 1))
        self.steps.setFixedHeight(self.steps.sizeHintForRow(0) * len(made) + 2 * FIELD_GAP)
        self.backward.setEnabled(self._at > 0)
        self.onward.setEnabled(self._at + 1 < len(made))


def _raw(row: Any) -> dict[str, object]:
    """Return an answer as raw cells."""
    get = row.get if isinstance(row, Mapping) else lambda name: getattr(row, name)
    return {name: shown(get(name)) for name in ("item", "answer", "note", "by", "on")}
