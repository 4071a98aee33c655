"""Copying a repository to where judges find it: folder, stick, WebDAV host or object store; only what changed.

Content goes before what names it and timestamp.json last, so a reader who comes in the middle sees the old
season whole. The inbox stays where it is: what judges handed in is nobody else's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import urlsplit

from app.core import addresses, s3
from app.core.errors import OfflineError, UsageError
from app.core.files import CHUNK, atomic_write, file_digest, translated
from app.core.tasks import Context
from app.core.words import say
from app.publishing import public_paths
from app.publishing.public_paths import PUBLISHED, Kind
from app.publishing.web_destination import S3Destination, WebDavDestination


@dataclass(frozen=True)
class Copied:
    """Files and bytes written now; files that were there already."""

    files: int
    bytes: int
    skipped: int


class Destination(Protocol):
    """Somewhere that holds files by path."""

    def has(self, path: str, file: Path, *, named_by_content: bool) -> bool:
        """Whether the same file is there; of a file named by its content the size is enough."""

    def put(self, path: str, file: Path, ctx: Context) -> None:
        """Write it, whole or not at all. Raises OfflineError, DownloadError, DiskFull, StoreError or Cancelled."""

    def close(self) -> None:
        """Let go of the connection."""


def copy_to(repo: Path, address: str, ctx: Context, *, environ: Mapping[str, str] = os.environ) -> Copied:
    """Bring the copy at `address` up to date; calling it again transfers nothing.

    Folder path or file://…; http(s)://user:password@host/… is WebDAV; s3://bucket/prefix?endpoint=… takes its
    keys from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION.
    """
    files = _in_order(repo)
    total = sum(file.stat().st_size for _, _, file in files) or 1
    written = size = passed = 0
    with ExitStack() as stack:
        place = destination(repo, address, environ)
        stack.callback(place.close)
        for path, named_by_content, file in files:
            length = file.stat().st_size
            ctx.report(say("正在复制 {name}", "Copying {name}", name=path[:60]), min(1.0, passed / total))
            if not place.has(path, file, named_by_content=named_by_content):
                place.put(path, file, ctx)
                written, size = written + 1, size + length
            passed += length
    return Copied(written, size, len(files) - written)


def destination(repo: Path, address: str, environ: Mapping[str, str]) -> Destination:
    """Where an address leads. Raises UsageError for what is none, OfflineError for a stick that is not there."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.hostname:
        return WebDavDestination(address)
    if parts.scheme == "s3":
        key = _key(environ)
        return S3Destination(s3.parse(address, key.region), key)
    if parts.scheme != "file" and len(parts.scheme) > 1:
        raise UsageError(
            say("不认识的地址：{address}", "Unknown kind of address: {address}", address=addresses.shown(address)),
            say("请使用文件夹、http(s) 或 s3 地址。", "Use a folder, an http(s) or an s3 address."),
        )
    return FolderDestination(addresses.folder(address), repo)


class FolderDestination:
    """A folder or stick; made when only its last part is missing."""

    def __init__(self, folder: Path, repo: Path) -> None:
        if folder.resolve().is_relative_to(repo.resolve()) or repo.resolve().is_relative_to(folder.resolve()):
            raise UsageError(
                say("不能把发布文件夹复制到它自己里面。", "A repository cannot be copied into itself or around itself."),
                say("请选择另一个文件夹。", "Choose another folder."),
            )
        if not folder.parent.is_dir():
            raise OfflineError(
                say("找不到文件夹“{name}”。", "The folder “{name}” is not there.", name=str(folder.parent)[-80:]),
                say("请插好U盘，或检查地址。", "Plug in the stick, or check the address."),
            )
        self._folder = folder

    def has(self, path: str, file: Path, *, named_by_content: bool) -> bool:
        target = self._folder / path
        with translated(target):
            if not target.is_file() or target.stat().st_size != file.stat().st_size:
                return False
            return named_by_content or _digest(target) == _digest(file)

    def put(self, path: str, file: Path, ctx: Context) -> None:
        with translated(file), file.open("rb") as source:
            atomic_write(self._folder / path, lambda out: _pour(source, out, ctx))

    def close(self) -> None:
        """Nothing is held open."""


def _in_order(repo: Path) -> list[tuple[str, bool, Path]]:
    """(path, named by its content, file) of what is published, in the order in which it may appear elsewhere."""
    order = {kind: rank for rank, kind in enumerate(PUBLISHED)}
    found = []
    for path, file in public_paths.walk(repo):
        known = public_paths.match(path, *PUBLISHED)
        if known and file.is_file() and not file.is_symlink():
            found.append((order[known[0]], _version(known[0], path), path, bool(public_paths.digest(known[1])), file))
    return [(path, named, file) for _, _, path, named, file in sorted(found)]


def _version(kind: Kind, path: str) -> int:
    """Roots, targets and snapshots go in the order of their versions: a chain without a hole."""
    return int(path.rpartition("/")[2].partition(".")[0]) if kind is Kind.METADATA else 0


def _key(environ: Mapping[str, str]) -> s3.S3Key:
    access, secret = environ.get("AWS_ACCESS_KEY_ID"), environ.get("AWS_SECRET_ACCESS_KEY")
    if not access or not secret:
        raise UsageError(
            say("没有对象存储的密钥。", "There are no keys for the object store."),
            say("请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY。", "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."),
        )
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    return s3.S3Key(access, secret, region, environ.get("AWS_SESSION_TOKEN", ""))


def _pour(source: BinaryIO, out: BinaryIO, ctx: Context) -> None:
    while block := source.read(CHUNK):
        if ctx.cancelled:
            ctx.report()
        out.write(block)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream)[0]
