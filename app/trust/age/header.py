"""The head of a sealed file: who it is sealed to, and a MAC over exactly these bytes.

Read strictly: one spelling for one header, at most 4 KiB, so that a changed byte is a refused file and
a hostile file costs nothing. Grammar: age-encryption.org/v1 (C2SP age.md).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.core.errors import FormatError, Malformed, NewerFormat, TooLarge
from app.core.words import say
from app.trust import b64

MAX_HEADER = 4096
"""Bytes of the longest header that is read."""
_VERSION = b"age-encryption.org/v1"
_OTHER_VERSION = re.compile(rb"age-encryption\.org/v[0-9]+\n")
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_WORD = re.compile(rb"[\x21-\x7e]+")
_COLUMNS = 64


@dataclass(frozen=True)
class Stanza:
    """One recipient: its kind, arguments, and the wrapped file key."""

    kind: str
    args: tuple[str, ...]
    body: bytes


@dataclass(frozen=True)
class Header:
    """A header as read. `signed` are the bytes under the MAC, `size` the whole header in bytes."""

    stanzas: tuple[Stanza, ...]
    signed: bytes
    mac: bytes
    size: int


def serialise(stanzas: tuple[Stanza, ...]) -> bytes:
    """The header's bytes up to and including `---`: what the MAC is taken of."""
    lines = [_VERSION]
    for stanza in stanzas:
        lines.append(b" ".join([b"->", stanza.kind.encode(), *(a.encode() for a in stanza.args)]))
        text = b64.encode(stanza.body, padded=False).encode()
        lines += [text[i : i + _COLUMNS] for i in range(0, len(text) + 1, _COLUMNS)]
    return b"\n".join([*lines, b"---"])


def finish(signed: bytes, mac: bytes) -> bytes:
    """The whole header: `signed`, the MAC (32 bytes), a line feed."""
    return signed + b" " + b64.encode(mac, padded=False).encode() + b"\n"


def parse(start: bytes) -> Header:
    """Read the header at the beginning of `start` (the file's first bytes, `MAX_HEADER` are enough).

    Raises Malformed, TooLarge or NewerFormat.
    """
    lines = _Lines(start[:MAX_HEADER])
    _check_version(start, lines)
    stanzas: list[Stanza] = []
    while (line := lines.take()).startswith(b"-> "):
        kind, *args = _words(line[3:])
        stanzas.append(Stanza(kind, tuple(args), _body(lines)))
    mac = b64.decode(_ascii(line[4:]), padded=False)
    if not stanzas or not line.startswith(b"--- ") or len(mac) != 32:
        raise damaged()
    return Header(tuple(stanzas), start[: lines.position - len(line) + 2], mac, lines.position)


class _Lines:
    """Takes one line after another off a bounded buffer."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def take(self) -> bytes:
        end = self._data.find(b"\n", self.position)
        if end < 0:
            raise damaged() if len(self._data) < MAX_HEADER else _too_large()
        line = self._data[self.position : end]
        self.position = end + 1
        return line


def _check_version(start: bytes, lines: _Lines) -> None:
    if start.startswith(_VERSION + b"\n"):
        lines.take()
    elif start.lstrip().startswith(_ARMOR):
        raise Malformed(
            say(
                "这是文本形式（armor）的 age 文件，本程序只读二进制形式。",
                "This is an age file in text form (armor); only the binary form is read.",
            ),
            say("请让对方不用 -a 选项重新加密。", "Ask the sender to seal it again without armor."),
        )
    elif _OTHER_VERSION.match(start):
        raise NewerFormat(
            say("这个加密文件的版本比本程序新。", "This sealed file has a newer version than this program reads."),
            say("请先更新程序。", "Update the program first."),
        )
    else:
        raise Malformed(
            say("这不是加密文件。", "This is not a sealed file."),
            say("请选择质评台生成的文件。", "Choose a file made by this program."),
        )


def _words(line: bytes) -> list[str]:
    words = line.split(b" ")
    if not all(_WORD.fullmatch(word) for word in words):
        raise damaged()
    return [word.decode("ascii") for word in words]


def _body(lines: _Lines) -> bytes:
    text = b""
    while len(line := lines.take()) == _COLUMNS:
        text += line
    if len(line) > _COLUMNS:
        raise damaged()
    return b64.decode(_ascii(text + line), padded=False)


def _ascii(data: bytes) -> str:
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise damaged() from error


def damaged() -> Malformed:
    """A sealed file whose bytes are not those that were sealed: cut short, altered or damaged."""
    return Malformed(
        say("加密文件不完整或已损坏。", "The sealed file is incomplete or damaged."),
        say("请重新获取这个文件。", "Get the file again."),
        reason="damaged",
    )


def _too_large() -> FormatError:
    return TooLarge(
        say("加密文件的文件头超过 {limit} 字节。", "The sealed file's header is longer than {limit} bytes.", limit=MAX_HEADER),
        say("这不是质评台的文件，请重新索取。", "This is not a file of this program; ask for it again."),
    )
