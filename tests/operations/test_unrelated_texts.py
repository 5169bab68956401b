"""A folder of texts that have nothing to do with what is protected holds nobody up."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from ipdesk.importing.manuscripts import Manuscript
from ipdesk.operations import protected, records
from ipdesk.operations.desk import Desk
from ipdesk.operations.manuscript_places import manuscripts_among
from ipdesk.operations.reviews import check_manuscript
from ipdesk.screening.risks import Risk
from tests.importing.manuscript_makers import read
from tests.operations.cases import DISCLOSURES, disclosure
from tests.operations.cases import ENGLISH as SPEAKER
from tests.operations.reviewing import SECRETS
from tests.operations.unrelated_texts import passage, unrelated

TEXTS: Final = 200
RESULTS, KEPT = (
    150,
    60,
)  # disclosures, and technical secrets, of which every third is kept as fingerprints alone


def protect(desk: Desk) -> list[str]:
    """Put results and secrets of the same fields into a desk, and return the texts of the secrets."""
    results = [disclosure(number="", title=f"成果{at}", solution=passage(at)) for at in range(RESULTS)]
    records.add(desk, DISCLOSURES, results)
    secrets = [passage(RESULTS + at) for at in range(KEPT)]
    given = [{"title": f"青松{at}号", "level": "trade", "grade": "general"} for at in range(KEPT)]
    for at, each in enumerate(records.add(desk, SECRETS, given)):
        protected.keep_text(desk, each.number, secrets[at], only_fingerprints=at % 3 == 0)
    return secrets


def read_here(file: Path, *, password: str = "") -> Manuscript:
    """Read a file without a child: two hundred of those take longer than all else."""
    return read(file.read_bytes(), file.name, password or None)


def test_two_hundred_unrelated_texts_block_nothing_and_a_passage_of_a_secret_in_one_does(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = protect(desk)
    monkeypatch.setattr("ipdesk.operations.reviews.read_manuscript", read_here)
    folder = tmp_path / "文稿"
    folder.mkdir()
    for seed in range(TEXTS):
        ending = ("txt", "md", "tex")[seed % 3]
        (folder / f"{seed:03}.{ending}").write_text(unrelated(seed), encoding="utf-8")
    files = manuscripts_among([folder])[0]
    assert len(files) == TEXTS
    found = {file.name: check_manuscript(desk, file) for file in files}
    assert {each.compared for each in found.values()} == {RESULTS + KEPT}
    holding = [(name, said(risk)) for name, review in found.items() for risk in review.risks if review.holds]
    assert holding == []
    told = {risk.kind for review in found.values() for risk in review.risks}
    assert "word.sec-law" in told, "the list of words was asked"
    planted = folder / "000.txt"
    planted.write_text(unrelated(0) + secrets[1], encoding="utf-8")
    assert check_manuscript(desk, planted).risks[0].severity == "block"


def said(risk: Risk) -> str:
    """Return what a risk says, with its words."""
    return f"{risk.severity} {risk.kind} {SPEAKER.say(risk.reason)} {risk.text}"
