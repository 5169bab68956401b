"""Archives of desks are read by a child; what is not as the manifest says is named, and nothing is taken on trust."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ipdesk.importing import desk_archives
from ipdesk.importing.archive_child import Refuse, answers
from ipdesk.importing.desk_archives import LIMITS, Lines, Piece
from ipdesk.model.errors import Damaged, NotFound, Refused

FILE = b"\x00\x01" * 700_000
PARTS: Mapping[str, bytes] = {
    "log.jsonl": b'{"seq":1}\n{"seq":2}\n',
    "registers/people.jsonl": '{"fields":{"name":"单于"}}\n'.encode(),
    "registers/papers.jsonl": b"",
    f"attachments/{sha256(FILE).hexdigest()}": FILE,
    "tables/views.jsonl": b'{"id":1}\n',
}


def manifest_of(parts: Mapping[str, bytes], **more: Any) -> dict[str, Any]:
    files = [
        {"name": name, "rows": data.count(b"\n") if name.endswith("l") else 0, "bytes": len(data),
         "sha256": sha256(data).hexdigest()}
        for name, data in parts.items()
    ]  # fmt: skip
    return {
        "format": "ipdesk-archive", "form": 1, "program": "0", "at": "2026-03-05T09:30:00+08:00", "by": "李明",
        "lab": {"name": "某某", "code": "LAB"}, "marking": {"mark": "内部", "state": "", "handling": "internal"},
        "audit": {"seq": 2, "hash": "0" * 64}, "left_out": {}, "files": files, **more,
    }  # fmt: skip


def zipped(parts: Mapping[str, bytes], manifest: object, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in parts.items():
            made.writestr(name, data)
        if manifest is not None:
            made.writestr("manifest.json", json.dumps(manifest))
    return stream.getvalue()


def refusal(data: bytes, **limits: int) -> dict[str, Any]:
    """Return what the child says about an archive, asked in this process."""
    with pytest.raises(Refuse) as refused:
        for _ in answers(io.BytesIO(data), True, LIMITS._replace(**limits)):
            pass
    return refused.value.told


def test_what_is_in_an_archive_comes_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped(PARTS, manifest_of(PARTS)))
    assert desk_archives.is_archive(file)
    assert [each.name for each in desk_archives.look(file).parts] == list(PARTS)
    found: dict[str, bytes] = {}
    for each in desk_archives.read(file):
        data = (
            each.data if isinstance(each, Piece) else "".join(f"{line}\n" for _, line in each.lines).encode()
        )
        found[each.part.name] = found.get(each.part.name, b"") + data
        if isinstance(each, Lines):
            assert all(json.loads(line) == plain for plain, line in each.lines)
    assert found == {name: data for name, data in PARTS.items() if data}


@pytest.mark.parametrize("name", [*(name for name, data in PARTS.items() if data), "manifest.json"])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_byte_in_any_part_is_found(name: str, method: int) -> None:
    data = zipped(PARTS, manifest_of(PARTS), method)
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        info = held.getinfo(name)
    assert info.compress_size >= 3, "a part too small to be damaged in its middle shows nothing"
    start = info.header_offset + 30 + len(name.encode())
    # The last bits of what is packed may say nothing.
    last = info.compress_size - (1 if method == zipfile.ZIP_STORED else 3)
    for place in {start, start + info.compress_size // 2, start + last}:
        broken = bytearray(data)
        broken[place] ^= 0x11
        assert refusal(bytes(broken))["reason"], f"byte {place} may be changed unseen"


def test_what_the_manifest_does_not_say_is_refused_by_name() -> None:
    said = manifest_of(PARTS)
    more = {**PARTS, "tables/more.jsonl": b""}
    less = {name: data for name, data in PARTS.items() if name != "tables/views.jsonl"}
    assert refusal(zipped(more, said))["reason"] == "other-part"
    assert refusal(zipped(less, said)) == {"reason": "missing-part", "part": "tables/views.jsonl", "line": 0}
    other = {**PARTS, "tables/views.jsonl": b'{"id":2}\n'}
    assert refusal(zipped(other, said)) == {"reason": "digest", "part": "tables/views.jsonl", "line": 0}
    assert refusal(zipped(PARTS, None))["reason"] == "no-manifest"
    assert refusal(zipped(PARTS, said | {"form": 2}))["reason"] == "newer"


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/passwd",
        "registers/../x.jsonl",
        "tables\\x.jsonl",
        "attachments/x",
        "C:/x",
        "registers/a.jsonl\x00",
    ],
)
def test_a_name_that_leads_elsewhere_is_no_part(name: str) -> None:
    parts = {**PARTS, name: b""}
    assert refusal(zipped(parts, manifest_of(PARTS)))["reason"] in ("other-part", "damaged")
    assert refusal(zipped(parts, manifest_of(parts)))["reason"] == "damaged"


def test_bombs_and_sizes_that_are_not_true_are_refused() -> None:
    zeros = {**PARTS, f"attachments/{'0' * 64}": bytes(60_000_000)}
    assert refusal(zipped(zeros, manifest_of(zeros)))["reason"] == "bomb"
    said = manifest_of(PARTS)
    said["files"][0] = {**said["files"][0], "bytes": 1 << 50}
    assert refusal(zipped(PARTS, said))["reason"] == "size"
    assert refusal(zipped(PARTS, manifest_of(PARTS)), parts=3)["reason"] == "too-many-parts"
    assert refusal(zipped(PARTS, manifest_of(PARTS)), unpacked=100)["reason"] == "bomb"
    fewer = manifest_of({**PARTS, "log.jsonl": PARTS["log.jsonl"][:10]})
    assert refusal(zipped(PARTS, fewer))["reason"] == "size"


def test_a_part_that_goes_on_after_its_end_is_cut_off_there() -> None:
    said = zipped(PARTS, manifest_of({**PARTS, "log.jsonl": PARTS["log.jsonl"][:10]}), zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(said)) as held:
        assert held.getinfo("log.jsonl").file_size == 20
    # The directory of the zip now lies as the manifest does.
    at = said.rindex(b"PK\x01\x02", 0, said.rindex(b"log.jsonl"))
    lying = said[: at + 24] + (10).to_bytes(4, "little") + said[at + 28 :]
    assert refusal(lying)["reason"] in ("damaged", "size")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (b'{"seq":1}\n[2]\n', "not-lines"),
        (b'{"seq":1}\n{"seq":\n', "not-lines"),
        (b'{"seq":1}\n\xff\n', "not-lines"),
        (b'{"seq":1}', "not-lines"),
        (b"\n", "not-lines"),
        (b'{"a":' * 100_000 + b"\n", "not-lines"),
        (b'{"a":' + b"9" * 10_000 + b"}\n", "not-lines"),
    ],
)
def test_a_line_that_is_no_object_is_named(lines: bytes, reason: str) -> None:
    parts = {**PARTS, "log.jsonl": lines}
    told = refusal(zipped(parts, manifest_of(parts)))
    assert (told["reason"], told["part"]) == (reason, "log.jsonl")
    assert told["line"] in (1, 2)


def test_a_line_that_never_ends_is_not_read_to_its_end() -> None:
    parts = {**PARTS, "log.jsonl": b'{"a":"' + b"x" * 9_000 + b'"}\n'}
    assert refusal(zipped(parts, manifest_of(parts)), answer=5_000)["reason"] == "too-long"


@pytest.mark.parametrize(
    "change",
    [{"more": 1}, {"files": {}}, {"audit": {"seq": True, "hash": "0" * 64}}, {"lab": {"name": "a\nb", "code": ""}},
     {"left_out": {"x": -1}}, {"format": "other"}, {"form": "1"}],
)  # fmt: skip
def test_a_manifest_of_which_not_every_key_is_known_is_refused(change: dict[str, Any]) -> None:
    assert refusal(zipped(PARTS, manifest_of(PARTS, **change)))["reason"] == "damaged"


def test_what_the_child_says_is_told_to_people(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(Damaged):
        desk_archives.look(file)
    with pytest.raises(NotFound):
        desk_archives.look(tmp_path / "b.zip")


def test_what_is_there_but_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    for refused in (lambda: desk_archives.digest_of(tmp_path), lambda: desk_archives.look(tmp_path)):
        with pytest.raises(Refused, match="cannot be read") as caught:
            refused()
        assert not isinstance(caught.value, NotFound)
