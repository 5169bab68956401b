"""What a preview says, line by line: a line for each row of the file, and below it what is to be seen there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ipdesk.gui.theme import Tone
from ipdesk.importing.reading import Doubt, Refusal
from ipdesk.model.changes import Change, Changes, in_short
from ipdesk.model.findings import Similar
from ipdesk.model.kinds import Kind, Rows
from ipdesk.model.record import STATE, fields_of
from ipdesk.model.register import Register, is_empty
from ipdesk.model.restricted import HIDDEN
from ipdesk.model.text import N_, Message, Translator
from ipdesk.model.values import read_value, show_value
from ipdesk.operations.intake import Outcome, Planned, Preview, outcome_labels

TONES: Final[Mapping[Outcome, Tone]] = {"new": "info", "changed": "warn", "same": "ok", "refused": "block"}
WORDS: Final = dict(outcome_labels())
NOTHING: Final = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: badge, place in the file, what it is about, and the text; `opens` is a record's number.

    `outcome` is that of the row it belongs to; `part` says that it is a line below a row.
    """

    outcome: Outcome
    tone: Tone
    word: str
    place: str
    about: str
    text: str
    opens: str = ""
    part: bool = False


def lines_of(
    previewed: Preview, translator: Translator, given: Mapping[int, str] | None = None
) -> list[Line]:
    """Return the lines of a preview; `given` are the numbers that its rows got, by their index, once taken in."""
    many = len({each.row.sheet for each in previewed.rows}) > 1
    found: list[Line] = []
    for index, planned in enumerate(previewed.rows):
        line = _row(
            previewed.register, planned, (given or {}).get(index, planned.number), translator, many=many
        )
        if given is not None and planned.outcome in ("new", "changed"):
            line = replace(line, tone="ok", word=translator.label(N_("taken in")), opens=given[index])
        found.append(line)
        found += _parts(previewed.register, planned, translator)
    return found


def numbers_given(previewed: Preview, made: Sequence[Changes]) -> dict[int, str]:
    """Return the numbers of the rows that were written, by their index in the preview."""
    added = iter(each.number for each in made if each.act == "add")
    return {
        index: next(added) if each.outcome == "new" else each.number
        for index, each in enumerate(previewed.rows)
        if each.outcome in ("new", "changed")
    }


def _row(register: Register, planned: Planned, number: str, translator: Translator, *, many: bool) -> Line:
    row = planned.row
    place = f"{row.sheet} {row.row}" if many else str(row.row)
    title = str(getattr(planned.record, register.title, "") or row.values.get(register.title, ""))
    return Line(
        planned.outcome,
        TONES[planned.outcome],
        translator.label(WORDS[planned.outcome]),
        translator.say(Message(N_("Row {row}"), row=place)),
        "　".join(part for part in (number, title) if part) or NOTHING,
        _summary(register, planned, translator),
        number if planned.outcome in ("same", "changed") else "",
    )


def _summary(register: Register, planned: Planned, translator: Translator) -> str:
    """Return what a row says at a glance: the columns of a new record, or what becomes of an old one."""
    match planned.outcome:
        case "new" if not any(not is_empty(each) for each in planned.row.values.values()):
            return translator.label(N_("Nothing is filled in."))
        case "new":
            names = [name for name in register.columns if name not in ("number", register.title)]
            kinds = {each.name: each.kind for each in register.fields() if each.name in names}
            texts = (
                show_value(kinds[n], getattr(planned.record, n), translator) for n in names if n in kinds
            )
            return "　".join(text for text in (*texts, _state(register, planned, translator)) if text)
        case "changed":
            return translator.say(Message(N_("{count} fields change."), count=len(planned.changes)))
        case "same":
            return translator.label(N_("Nothing new."))
        case "refused":
            return translator.label(N_("This row stays out."))


def _state(register: Register, planned: Planned, translator: Translator) -> str:
    """Return the state in which a new record begins where that is not the first one."""
    code = planned.record.state if planned.record else ""
    return translator.label(register.state(code).label) if code not in ("", register.states.first()) else ""


def _parts(register: Register, planned: Planned, translator: Translator) -> Iterator[Line]:
    """Yield what is to be seen in a row: why it is refused, what changes, what is doubtful, what is alike."""
    outcome = planned.outcome
    for refusal in planned.refusals:
        yield _refusal(register, outcome, refusal, translator)
    if outcome == "changed":
        for change in planned.changes:
            about, text = difference(register, change, translator)
            word = translator.label(N_("change"))
            yield Line(outcome, "info", word, "", about, text, part=True)
    for doubt in planned.row.doubts:
        yield _doubt(register, outcome, doubt, translator)
    for similar in planned.similar:
        yield _similar(outcome, similar, translator)


def _refusal(register: Register, outcome: Outcome, refusal: Refusal, translator: Translator) -> Line:
    said = [refusal.what] if refusal.advice is None else [refusal.what, refusal.advice]
    about = _label(register, refusal.field, translator)
    text = translator.say(Message("{all}", all=said))
    return Line(outcome, "block", translator.label(N_("reason")), refusal.cell, about, text, part=True)


def _doubt(register: Register, outcome: Outcome, doubt: Doubt, translator: Translator) -> Line:
    why = translator.say(doubt.why)
    read = "" if doubt.reading in why else f" → {doubt.reading}"
    text = f"“{doubt.raw}”{read}　{why}" if doubt.raw else why
    about = _label(register, doubt.field, translator)
    return Line(outcome, "warn", translator.label(N_("doubt")), doubt.cell, about, text, part=True)


def _similar(outcome: Outcome, similar: Similar, translator: Translator) -> Line:
    score = round(100 * max(similar.title_score, similar.text_score))
    text = translator.say(
        Message(N_("Much like this record ({score}%). Enter opens it; they are not merged."), score=score)
    )
    about = f"{similar.number}　{similar.title}"
    word = translator.label(N_("alike"))
    return Line(outcome, "warn", word, "", about, text, similar.number, part=True)


def _label(register: Register, place: str, translator: Translator) -> str:
    """Return the label of a field, or of the one that holds it, for inventors[0].share."""
    name = place.partition("[")[0]
    if name == STATE:
        return translator.label(N_("State"))
    known = {each.name for each in register.fields()}
    return translator.label(register.field(name).kind.label) if name in known else place


def difference(register: Register, change: Change, translator: Translator) -> tuple[str, str]:
    """Return the label of a changed field, and its value before → after as people read it."""
    if change.field == STATE:
        before, after = (
            translator.label(register.state(code).label) for code in (change.before, change.after)
        )
        return translator.label(N_("State")), f"{before} → {after}"
    kind = register.field(change.field).kind
    if (short := in_short(kind, change)) is not None:
        return translator.label(kind.label), translator.say(short)
    before, after = (
        _shown(kind, change.field, plain, translator) or NOTHING for plain in (change.before, change.after)
    )
    return translator.label(kind.label), f"{before} → {after}"


def _shown(kind: Kind, name: str, plain: object, translator: Translator) -> str:
    if kind.restricted:
        return translator.label(HIDDEN) if plain else ""
    value = read_value(kind, name, plain)
    if not isinstance(kind, Rows):
        return show_value(kind, value, translator)
    return "；".join(
        " ".join(
            text
            for each in fields_of(kind.of)
            if not each.kind.restricted
            and (text := show_value(each.kind, getattr(row, each.name), translator))
        )
        for row in value
    )
