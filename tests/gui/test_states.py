"""How states are marked, from their declaration alone."""

from __future__ import annotations

from ipdesk.gui.states import open_states, state_tone
from ipdesk.model.record import WITHDRAWN
from tests.operations.cases import DISCLOSURES, PROJECTS


def test_each_state_of_a_disclosure_has_its_mark() -> None:
    tones = {each.code: state_tone(DISCLOSURES, each.code) for each in DISCLOSURES.states.states}
    assert tones.pop("closed") == "ok"
    assert tones.pop("rework") == "block"
    assert set(tones.values()) == {"info"}


def test_every_register_knows_the_withdrawn_and_what_is_open() -> None:
    for register in (DISCLOSURES, PROJECTS):
        assert state_tone(register, WITHDRAWN) == "warn"
        assert register.states.first() in open_states(register)
        assert all(state_tone(register, code) != "ok" for code in open_states(register))
