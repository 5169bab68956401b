"""How well agencies work, reckoned live from the scores that stand on rights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ipdesk.exporting.documents.agency_quality import AgencyRow, BehindRow
from ipdesk.exporting.given import Given
from ipdesk.model.text import N_, Translator
from ipdesk.operations.desk import Desk
from ipdesk.operations.reading import list_ids, page
from ipdesk.registers.patent_agencies import CRITERIA, Agency, Scored, agencies_of
from ipdesk.registers.patents import REGISTER, Patent

NAMELESS: Final = N_("no agency named")
_FIELDS: Final = ("number", "title", "kind", "agency", "application_number", "grant_number", "agency_scores")


@dataclass(frozen=True, slots=True)
class AgencyQuality:
    """The agencies of all rights that are neither withdrawn nor sealed; `sealed` counts those of the latter."""

    agencies: tuple[Agency, ...]
    sealed: int

    @property
    def rights(self) -> tuple[Patent, ...]:
        """The rights behind the figures."""
        return tuple(right for each in self.agencies for right in each.rights)


def agency_quality(desk: Desk) -> AgencyQuality:
    """Return how the agencies that rights name were scored."""
    desk.require("read")
    found = page(desk, REGISTER, list_ids(desk, REGISTER), _FIELDS)
    rights = [each for each in found if isinstance(each, Patent) and not each.withheld]
    rights.sort(key=lambda each: each.number)
    return AgencyQuality(agencies_of(rights), len(found) - len(rights))


def agency_row(agency: Agency, translator: Translator) -> AgencyRow:
    """Return an agency as the list shows it."""
    return AgencyRow(
        agency=_name_of(agency, translator),
        rights=len(agency.rights),
        scored=agency.rights_scored,
        scores=len(agency.counted),
        criteria=tuple(agency.mean_by(each) for each in CRITERIA),
        mean=agency.mean,
        spread=agency.spread,
        last=agency.last,
    )


def behind_rows(agency: Agency, translator: Translator) -> Iterator[BehindRow]:
    """Yield every score of an agency, and every right of it without one."""
    name = _name_of(agency, translator)
    scores: dict[str, list[Scored]] = {}
    for each in agency.scores:
        scores.setdefault(each.right.number, []).append(each)
    for right in agency.rights:
        for score in scores.get(right.number) or (None,):
            yield _behind(name, right, score, translator)


def _behind(name: str, right: Patent, score: Scored | None, translator: Translator) -> BehindRow:
    row = BehindRow(
        agency=name,
        spelled=right.agency,
        number=right.application_number or right.grant_number,
        record=right.number,
        title=right.title,
        kind=Given(REGISTER, right, translator).of("kind"),
    )
    if score is None:
        return row
    given = score.row
    marks = tuple(getattr(given, each) for each in CRITERIA)
    return replace(row, day=given.day, by=given.by, marks=marks, mean=score.mean, note=given.note)


def _name_of(agency: Agency, translator: Translator) -> str:
    return agency.name or translator.label(NAMELESS)
