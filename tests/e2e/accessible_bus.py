"""A bus on which programs tell screen readers what they show, asked over its socket, without a library for it.

A form is some hundred things and each is asked several questions. A library takes longer to put one than the program
to answer it; here they are put together once and sent all at a time. The format is that of the D-Bus Specification,
"Message Protocol".
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from socket import AF_UNIX, socket  # noqa: TID251 - of the machine itself
from typing import Any, Final

LONGEST: Final = 20.0  # seconds for the answers of a program
CALL, ANSWER = 1, 2  # types of messages; others are refusals and news that nobody asked for
PATH, INTERFACE, METHOD, IN_REPLY_TO, TARGET, SIGNATURE = 1, 2, 3, 5, 6, 8  # fields of a message's head
WIDTHS: Final = {
    "y": 1,
    "g": 1,
    "v": 1,
    "(": 8,
}  # bytes to a multiple of which a value is moved; others take 4
BUS, AT_BUS = "org.freedesktop.DBus", "/org/freedesktop/DBus"
Arguments = tuple[str, tuple[Any, ...]]  # their types as one signature, and the values
Question = tuple[Sequence[str], str, str, Arguments]  # objects, interface, method and arguments
NONE: Final[Arguments] = ("", ())


class AccessibleBus:
    """One connection, by the address of a bus; close it when done."""

    def __init__(self, address: str) -> None:
        found = re.search(r"unix:(path|abstract)=([^,;]+)", address)
        assert found, f"no socket of this machine: {address}"
        self._socket = socket(AF_UNIX)
        self._socket.settimeout(LONGEST)
        self._socket.connect("\0" * (found[1] == "abstract") + found[2])
        self._socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        welcome = self._socket.recv(4096)
        assert welcome.startswith(b"OK "), welcome
        self._socket.sendall(b"BEGIN\r\n")
        self._serial = 0
        self._heard = bytearray()
        self.ask(BUS, [AT_BUS], BUS, "Hello")

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def ask(
        self, who: str, paths: Sequence[str], interface: str, method: str, arguments: Arguments = NONE
    ) -> dict[str, Any]:
        """Ask all objects the same at once; those that are gone meanwhile or cannot answer are left out."""
        return self.ask_all(who, [(paths, interface, method, arguments)])[0]

    def ask_all(self, who: str, questions: Sequence[Question]) -> list[dict[str, Any]]:
        """Ask several questions at once, each of its own objects, since waiting for answers takes long."""
        answers: list[dict[str, Any]] = [{} for _ in questions]
        waiting: dict[int, tuple[int, str]] = {}
        asked = bytearray()
        for index, (paths, interface, method, arguments) in enumerate(questions):
            before, after, body = _question(who, interface, method, arguments)
            for path in paths:
                self._serial += 1
                waiting[self._serial] = index, path
                fields = before + _text_field(PATH, "o", path)
                asked += _message(self._serial, _padded(fields) + after if after else fields, body)
        self._socket.sendall(asked)
        while waiting:
            try:
                kind, serial, values = self._hear()
            except TimeoutError:
                break
            if serial in waiting:
                index, path = waiting.pop(serial)
                if kind == ANSWER:
                    answers[index][path] = values
        return answers

    def _hear(self) -> tuple[int, int, Any]:
        """Return type, serial number of what it answers, and first value of the next message."""
        self._fill(16)
        order = "<" if self._heard[:1] == b"l" else ">"
        kind = self._heard[1]
        size, _, fields = struct.unpack_from(f"{order}III", self._heard, 4)
        start = 16 + fields + -fields % 8
        self._fill(start + size)
        head, body = bytes(self._heard[:start]), bytes(self._heard[start : start + size])
        del self._heard[: start + size]
        told = dict(_Values(head, order, 12).take("a(yv)"))
        signature = next(_split(told.get(SIGNATURE, "")), "")
        value = _Values(body, order).take(signature) if kind == ANSWER and signature else None
        return kind, told.get(IN_REPLY_TO, 0), value

    def _fill(self, size: int) -> None:
        while len(self._heard) < size:
            more = self._socket.recv(1 << 20)
            assert more, "the bus is gone"
            self._heard += more


class _Values:
    """Reads values of given types, one after the other."""

    def __init__(self, data: bytes, order: str, at: int = 0) -> None:
        self._data, self._order, self._at = data, order, at

    def take(self, kind: str) -> Any:
        """Return the next value: a number, a text, a list or a tuple."""
        first = kind[0]
        self._at += -self._at % WIDTHS.get(first, 4)
        if first in "yg":
            number, self._at = self._data[self._at], self._at + 1
            return self._text(number) if first == "g" else number
        if first == "v":
            return self.take(self.take("g"))
        if first == "(":
            return tuple(self.take(each) for each in _parts(kind[1:-1]))
        (number,) = struct.unpack_from(self._order + ("i" if first == "i" else "I"), self._data, self._at)
        self._at += 4
        if first in "so":
            return self._text(number)
        return self._list(kind[1:], number) if first == "a" else number

    def _text(self, size: int) -> str:
        start, self._at = self._at, self._at + size + 1
        return self._data[start : start + size].decode()

    def _list(self, kind: str, size: int) -> list[Any]:
        self._at += -self._at % WIDTHS.get(kind[0], 4)
        end, found = self._at + size, []
        while self._at < end:
            found.append(self.take(kind))
        return found


def _split(signature: str) -> Iterator[str]:
    """Yield the types of which a signature is made."""
    start = depth = 0
    for at, sign in enumerate(signature):
        depth += (sign == "(") - (sign == ")")
        if not depth and sign != "a":
            yield signature[start : at + 1]
            start = at + 1


@lru_cache
def _parts(signature: str) -> tuple[str, ...]:
    return tuple(_split(signature))


@lru_cache
def _question(who: str, interface: str, method: str, arguments: Arguments) -> tuple[bytes, bytes, bytes]:
    """Return what stands before and after the path in the head of a question, and its body."""
    signature, values = arguments
    named = {TARGET: who, INTERFACE: interface, METHOD: method}
    before = b"".join(_padded(_text_field(code, "s", text)) for code, text in named.items())
    after = (
        bytes([SIGNATURE, 1, ord("g"), 0, len(signature)]) + signature.encode() + b"\0" if signature else b""
    )
    body = b""
    for kind, given in zip(signature, values, strict=True):
        body += b"\0" * (-len(body) % 4) + (_text(given) if kind == "s" else struct.pack("<i", given))
    return before, after, body


def _message(serial: int, fields: bytes, body: bytes) -> bytes:
    head = struct.pack("<BBBBIII", ord("l"), CALL, 0, 1, len(body), serial, len(fields))
    return head + _padded(fields) + body


def _padded(made: bytes) -> bytes:
    return made + b"\0" * (-len(made) % 8)


def _text_field(code: int, kind: str, text: str) -> bytes:
    return bytes([code, 1, ord(kind), 0]) + _text(text)


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode())) + text.encode() + b"\0"
