"""Where a judge's note points, as far as this computer can show it: the page or the second, or why not and what helps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.text import minutes
from app.core.words import say
from app.models.entry import Document, DocumentRole, Entry
from app.models.sheet import Anchor, Box
from app.services.judge.read_entries import DocumentView
from app.store.database import Transaction
from app.store.documents import BlobState


class Medium(StrEnum):
    """How a place can be looked at: a page, a second of a video, or neither."""

    PAGE = "page"
    MOMENT = "moment"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Place:
    """Where a note points. `page` from 1; `moment` in milliseconds; `title` is the file's name, for the chair's own eyes only.

    `words` name no file: "报告 第12页", "视频 03:25". `problem`: why it cannot be shown here, with the next step; empty when it can.
    """

    document: str
    title: str
    words: str
    medium: Medium
    page: int | None = None
    box: Box | None = None
    moment: int | None = None
    problem: str = ""


Held = Mapping[str, DocumentView]
"""Plain digest → the document and whether its file is here."""


def held(tx: Transaction, entry: Entry | None) -> Held | None:
    """The entry's documents; None when it was never assigned to the chair."""
    if entry is None:
        return None
    found = ((d, tx.documents.blob(d.sealed_sha256)) for d in entry.documents)
    return {d.sha256: DocumentView(d, blob.state is BlobState.READY, blob.state, blob.bytes_done) for d, blob in found}


def place_of(documents: Held | None, anchor: Anchor) -> Place:
    """What can be shown of an anchor."""
    view = (documents or {}).get(anchor.document)
    document = view.document if view is not None else None
    medium = _medium(anchor, document)
    problem = _problem(documents is not None, view, medium)
    return Place(
        anchor.document,
        document.title if document else "",
        _words(anchor, document),
        medium,
        anchor.page,
        anchor.box,
        anchor.moment,
        problem,
    )


def _medium(anchor: Anchor, document: Document | None) -> Medium:
    kind = document.media_type if document else ""
    if anchor.moment is not None and (document is None or kind.startswith("video/")):
        return Medium.MOMENT
    if anchor.page is not None and (document is None or kind == "application/pdf"):
        return Medium.PAGE
    return Medium.NOTHING


def _problem(assigned: bool, view: DocumentView | None, medium: Medium) -> str:
    """Why the place cannot be shown on this computer, and what helps."""
    if not assigned:
        return say(
            "这份成果不在您的名单里，资料不在本机。请这位评委说明原处，或请组织方把它分给组长。",
            "This entry is not on your list, so its files are not here. Ask the judge about the place, or the organiser to assign it.",
        )
    if view is None:
        return say(
            "评委看的那份资料已换成新版，本机没有旧版。请打开新版核对。",
            "The file this judge read was replaced; the old one is not here. Check the new one.",
        )
    if medium is Medium.NOTHING:
        return say(
            "这类文件不能在此显示原处。请在“评审”里打开核对。", "This kind of file cannot be shown here. Open it in your own review."
        )
    if not view.available:
        return say("资料还没有下载到本机。请回“评审”同步后再看。", "The file is not on this computer yet. Go back to your review and sync.")
    return ""


def _words(anchor: Anchor, document: Document | None) -> str:
    roles = {
        DocumentRole.REPORT: say("报告", "report"), DocumentRole.FORM: say("申报表", "form"), DocumentRole.RECOMMENDATION: say("推荐表", "recommendation"),
        DocumentRole.ONSITE: say("现场评价表", "on-site form"), DocumentRole.VIDEO: say("视频", "video"), DocumentRole.ORIGINAL: say("原件", "original"),
    }  # fmt: skip
    name = roles[document.role] if document else say("资料", "file")
    if anchor.moment is not None:
        return f"{name} {minutes(anchor.moment)}"
    return name + " " + say("第{n}页", "p. {n}", n=anchor.page) if anchor.page is not None else name
