"""Drafts keep what was typed, belong to one person, and leave no trace in the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ipdesk.model.errors import NotFound, Refused, WrongValue
from ipdesk.model.values import plain_values
from ipdesk.operations import drafts, spills
from ipdesk.operations.desk import Desk
from tests.operations.cases import DISCLOSURES, add_disclosure, bring_to, held, state_of_store


def test_a_draft_is_kept_replaced_found_and_dropped(desk: Desk) -> None:
    number = add_disclosure(desk)
    before = state_of_store(desk)
    drafts.keep_draft(desk, DISCLOSURES, {"title": "半句"}, number, 1)
    drafts.keep_draft(desk, DISCLOSURES, {"title": "半句话"}, number, 1)
    drafts.keep_draft(desk, DISCLOSURES, {"title": "全新"})
    kept = drafts.find_draft(desk, DISCLOSURES, number)
    assert kept is not None
    assert (kept.values, kept.revision) == ({"title": "半句话"}, 1)
    new = drafts.find_draft(desk, DISCLOSURES)
    assert new is not None
    assert new.values == {"title": "全新"}
    drafts.drop_draft(desk, DISCLOSURES, number)
    assert drafts.find_draft(desk, DISCLOSURES, number) is None
    assert drafts.find_draft(desk, DISCLOSURES) == new
    assert state_of_store(desk) == before


def test_a_draft_is_seen_by_its_writer_only(desk: Desk, as_user: Callable[..., Desk]) -> None:
    number = add_disclosure(desk)
    drafts.keep_draft(desk, DISCLOSURES, {"title": "半句"}, number)
    assert drafts.find_draft(as_user("officer"), DISCLOSURES, number) is None


def test_a_draft_of_nothing_or_of_no_field_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound):
        drafts.keep_draft(desk, DISCLOSURES, {"title": "x"}, "PL-1999-0001")
    with pytest.raises(WrongValue):
        drafts.keep_draft(desk, DISCLOSURES, {"no_field": "x"})


def test_a_copy_takes_what_was_reported_and_leaves_what_belongs_to_the_record(desk: Desk) -> None:
    number = add_disclosure(desk, classification_number="定密〔2026〕1号")
    bring_to(desk, number, "completeness")
    drafts.start_copy(desk, DISCLOSURES, number)
    draft = drafts.find_draft(desk, DISCLOSURES)
    assert draft is not None
    source = plain_values(held(desk, number))
    assert {name: draft.values[name] for name in ("title", "level", "inventors", "projects")} == {
        name: source[name] for name in ("title", "level", "inventors", "projects")
    }
    own = DISCLOSURES.office_fields() | {"number", "classification_number"}
    assert own.isdisjoint(draft.values)


def test_a_sealed_record_is_not_copied(desk: Desk) -> None:
    number = add_disclosure(desk)
    spills.seal(desk, DISCLOSURES, number, "超出许可范围")
    with pytest.raises(Refused):
        drafts.start_copy(desk, DISCLOSURES, number)
    assert drafts.find_draft(desk, DISCLOSURES) is None
