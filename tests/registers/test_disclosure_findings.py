"""Findings on origin, dates, funding, duplicates and rights of others, and the set as a whole."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

import ipdesk.registers
from ipdesk.model.findings import Linked, Similar
from ipdesk.model.record import field_of
from ipdesk.registers.disclosure_findings import DAYS_IN_ORDER, DAYS_PAST, TEXT_ALIKE, TITLE_ALIKE
from ipdesk.registers.disclosure_rows import Material, OpenSource
from ipdesk.registers.disclosures import Disclosure
from tests.registers.samples import DISCLOSURE, TODAY, Pair, check, event, found, with_facts
from tests.registers.test_agreements import PAIRS as AGREEMENTS
from tests.registers.test_assessments import PAIRS as ASSESSMENTS
from tests.registers.test_disclosure_gates import PAIRS as GATES
from tests.registers.test_disclosure_novelty import PAIRS as NOVELTY
from tests.registers.test_disclosure_people import PAIRS as PEOPLE
from tests.registers.test_handovers import PAIRS as HANDOVERS
from tests.registers.test_markings import PAIRS as MARKINGS
from tests.registers.test_meetings import PAIRS as MEETINGS
from tests.registers.test_movements import PAIRS as MOVEMENTS
from tests.registers.test_papers import PAIRS as PAPERS
from tests.registers.test_patent_flags import PAIRS as FLAGS
from tests.registers.test_patents import PAIRS as PATENTS
from tests.registers.test_people import PAIRS as STAFF
from tests.registers.test_projects import PAIRS as PROJECTS
from tests.registers.test_releases import PAIRS as RELEASES
from tests.registers.test_secret_carriers import PAIRS as CARRIERS
from tests.registers.test_secrets import PAIRS as SECRETS
from tests.registers.test_watch import PAIRS as WATCH


def alike(title: float, text: float) -> dict[str, object]:
    """Return facts with one similar record."""
    return {"facts": with_facts(similar=(Similar("PL-2025-0040", "空间相机热链", title, text),))}


def material(kind: str, reference: str = "") -> dict[str, object]:
    """Return one row of material."""
    return {"materials": (Material(kind=kind, description="由合作方提供", reference=reference),)}


PAIRS: tuple[Pair, ...] = (
    ("days-order", {"submitted": date(2026, 9, 29)}, {"submitted": date(2026, 9, 30)}),
    (
        "day-ahead",
        {"secrecy_checked_on": TODAY + timedelta(1)},
        {"secrecy_checked_on": TODAY},
    ),
    ("needed-by", {"urgent_by": TODAY}, {"urgent_by": TODAY, "state": "closed"}),
    ("project-missing", {"projects": ()}, {"projects": (), "funding": ("own",)}),
    ("project-unknown", {"projects": ("KY-2025-003", "KY-2025-030")}, {}),
    ("funding-missing", {"funding": ()}, {"funding": ("other",)}),
    (
        "funding-declaration",
        {"declaration_number": ""},
        {"declaration_number": "", "funding": ("enterprise",)},
    ),
    ("first-record-missing", {"first_record": None}, {"first_record": date(2025, 5, 6)}),
    ("notebook-missing", {"notebooks": ()}, {}),
    ("material-agreement", material("mta"), material("mta", "MTA-2026-01")),
    ("confidential-information", material("confidential"), material("confidential", "NDA-7")),
    ("prior-employer", material("prior-employer"), material("prior-employer", "同意函")),
    ("biological-deposit", material("biological"), material("biological", "CGMCC 00000")),
    ("genetic-source", material("genetic"), material("genetic", "云南，野外采集")),
    ("human-genetic", material("human-genetic"), material("human-genetic", "备案号 0")),
    ("ethics-approval", material("ethics"), material("ethics", "伦审 2026-3")),
    (
        "open-source-licence",
        {"open_source": (OpenSource(name="libfft", version="3.3"),)},
        {"open_source": (OpenSource(name="libfft", version="3.3", licence="BSD-3-Clause"),)},
    ),
    ("probable-duplicate", alike(TITLE_ALIKE, 0.0), alike(TITLE_ALIKE - 0.01, TEXT_ALIKE - 0.01)),
    ("spin-off-approval", {"spin_off": True}, {"spin_off": True, "spin_off_approval": "所发〔2026〕5号"}),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_finding_and_near_miss(pair: Pair) -> None:
    finding = check(DISCLOSURE, pair)
    assert finding.clears is not None
    assert bool(finding.blocks) == (finding.severity == "block")


PAIRED = (
    *(PAIRS, GATES, NOVELTY, PEOPLE, MARKINGS, PROJECTS),
    *(ASSESSMENTS, MEETINGS, PATENTS, FLAGS, SECRETS, RELEASES, HANDOVERS),
    *(STAFF, MOVEMENTS, AGREEMENTS, WATCH, CARRIERS, PAPERS),
)


def test_no_finding_goes_without_its_pair() -> None:
    """Every id written as `id="..."` in the registers has a positive and a near miss here."""
    written = {
        node.value.value
        for path in Path(ipdesk.registers.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "id" and isinstance(node.value, ast.Constant)
    }
    paired = {pair[0] for pairs in PAIRED for pair in pairs}
    assert len(written) > 35
    assert written - paired == set()


@pytest.mark.parametrize(("earlier", "later"), DAYS_IN_ORDER)
def test_every_pair_of_days_is_compared(earlier: str, later: str) -> None:
    ordered = {earlier: date(2026, 3, 2), later: date(2026, 3, 2)}
    assert "days-order" not in found(Disclosure(), **ordered)
    assert found(Disclosure(), **{**ordered, later: date(2026, 3, 1)})["days-order"].field == later


@pytest.mark.parametrize("name", DAYS_PAST)
def test_no_past_event_lies_ahead(name: str) -> None:
    field_of(Disclosure, name)
    assert found(Disclosure(), **{name: TODAY + timedelta(1)})["day-ahead"].field == name


def test_a_declaration_is_not_asked_for_what_is_no_patent() -> None:
    assert "funding-declaration" not in found(DISCLOSURE, declaration_needed=None, types=("software",))
    assert "funding-declaration" in found(DISCLOSURE, declaration_needed=None, types=("software", "design"))
    assert "funding-declaration" in found(DISCLOSURE, declaration_needed=False)


def test_likeness_of_the_text_alone_is_enough() -> None:
    assert "probable-duplicate" in found(DISCLOSURE, **alike(0.0, TEXT_ALIKE))


def test_a_duplicate_once_checked_is_quiet() -> None:
    assert "probable-duplicate" not in found(DISCLOSURE, **alike(1.0, 1.0), duplicates_checked=True)


def test_a_project_is_known_by_register_and_number() -> None:
    elsewhere = with_facts(linked={("patents", "KY-2025-003"): Linked("KY-2025-003", "同号", "running")})
    assert "project-unknown" in found(DISCLOSURE, facts=elsewhere)


@pytest.mark.parametrize("closed", [{"withheld": True}, {"level": "classified"}], ids=["withheld", "unclear"])
def test_closed_content_is_not_asked_for(closed: dict[str, object]) -> None:
    bare = {"funding": (), "first_record": None, "notebooks": (), "spin_off": True}
    wanted = {"funding-missing", "first-record-missing", "notebook-missing", "spin-off-approval"}
    assert wanted <= set(found(DISCLOSURE, **bare))
    assert not wanted & set(found(DISCLOSURE, **bare, **closed))


def test_a_public_event_is_seen_even_where_the_content_is_closed() -> None:
    assert "novelty-lost" in found(DISCLOSURE, withheld=True, events=event(kind="news", day=date(2026, 1, 5)))


@pytest.mark.parametrize(
    ("days", "severity", "begins"),
    [
        (-1, "warn", "It was needed by"),
        (0, "warn", "Needed by"),
        (30, "warn", "Needed by"),
        (31, "info", "Needed by"),
    ],
)
def test_a_day_of_need_is_due_and_warns_when_near(days: int, severity: str, begins: str) -> None:
    day = TODAY + timedelta(days)
    finding = found(DISCLOSURE, urgent_by=day)["needed-by"]
    assert (finding.due, finding.severity) == (day, severity)
    assert finding.message.id.startswith(begins)
    assert finding.moves_to, "moving on brings it nearer"
