"""Parts zipped the same way each time, and text cleaned of what XML cannot hold."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from ipdesk.exporting.packages import clean, package_bytes


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.xml", fullmatch=True), st.binary(max_size=60), max_size=6))
def test_the_same_parts_give_the_same_file_whatever_their_order(parts: dict[str, bytes]) -> None:
    made = {**parts, "[Content_Types].xml": b"<a/>"}
    turned = dict(reversed(made.items()))
    data = package_bytes({name: (part,) for name, part in made.items()})
    assert data == package_bytes({name: (part[:3], part[3:]) for name, part in turned.items()})
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", *sorted(parts)]
        assert {name: archive.read(name) for name in made} == made
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\r" not in clean(text)
