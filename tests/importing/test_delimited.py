"""Tables kept as text, in the encodings and with the separators that occur."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.importing.delimited import decode, read_delimited
from ipdesk.importing.limits import Limits, Unreadable

TABLE = [["编号", "成果名称", "完成人"], ["W-1", "一种“光栅”, 及其用途", "张三、李四"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_every_encoding_and_separator_reads_the_same(encoding: str, separator: str) -> None:
    lines = [separator.join(f'"{cell}"' for cell in row) for row in TABLE]
    assert read_delimited("\r\n".join(lines).encode(encoding), Limits()) == TABLE


def test_utf_16_big_endian_with_a_mark() -> None:
    assert decode(b"\xfe\xff" + "编号".encode("utf-16-be")) == "编号"


def test_rare_characters_survive_gb18030() -> None:
    assert decode("𬭎䶮㛃𫍽𠅤".encode("gb18030")) == "𬭎䶮㛃𫍽𠅤"


def test_excels_own_separator_line() -> None:
    assert read_delimited("sep=;\r\n编号;名称,副\r\n".encode(), Limits()) == [["编号", "名称,副"]]


def test_lines_inside_a_quoted_cell() -> None:
    assert read_delimited('编号,完成人\nW-1,"张三\n李四"\n'.encode(), Limits())[1] == ["W-1", "张三\n李四"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02" * 100, "not-a-table"),
        (b"abc\x07\x1bdef", "not-a-table"),
        (b"\xff\xff\xff abc", "encoding"),
        (b"a," * 600, "too-many-columns"),
        (b"a\n" * 101, "too-many-rows"),
        (b'"' + b"a" * 1_500_000, "cell-too-long"),
        (b"a" * 1_500_000, "cell-too-long"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_delimited(data, Limits(rows=100))
    assert error.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_reason(data: bytes) -> None:
    try:
        rows = read_delimited(data, Limits())
    except Unreadable as error:
        assert error.code in {"not-a-table", "encoding", "cell-too-long"}
    else:
        assert all(isinstance(cell, str) for row in rows for cell in row)
