"""步骤: which steps a topic type prescribes, and on which pages an entry's report has them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from app.core.errors import MediaError, UsageError
from app.core.files import read_limited
from app.core.paths import resources
from app.core.words import say
from app.models.entry import Document, DocumentRole, Entry
from app.models.rubric import TopicType
from app.packages import codec
from app.scoring import steps as rules
from app.scoring.steps import Checklist, StepList
from app.services.judge import workspace
from app.services.judge.open_document import open_document
from app.services.profile import Profile

if TYPE_CHECKING:
    from app.media.pages import PdfDocument

_LIMIT = 1 << 20
_PDF = "application/pdf"
_MOST_PAGES = 400


@cache
def step_list(topic_type: TopicType) -> StepList:
    """The steps of a topic type, from the resources."""
    return codec.from_bytes(StepList, read_limited(resources() / "steps" / f"{topic_type}.json", _LIMIT))


def checklist(profile: Profile, code: str, *, round_number: int | None = None) -> Checklist:
    """Where the entry's report has its steps; reads every page, so run it beside other work.

    Raises UsageError (no report, not here yet, recused, before the declaration), MediaError for a damaged report.
    """
    entry = workspace.load(profile, round_number).entry(code)
    report = _report(entry)
    if report is None:
        raise UsageError(say("成果 {code} 没有 PDF 报告。", "Entry {code} has no PDF report.", code=entry.code), reason="no-report")
    from app.media.pages import PdfDocument  # the list of steps is wanted before any PDF is read

    opened = open_document(profile, entry.code, report.sha256, round_number=round_number, note_opening=False)
    with opened.reader, PdfDocument(opened.reader) as pdf:
        texts = [_text(pdf, page) for page in range(min(pdf.page_count, _MOST_PAGES))]
    return rules.locate(step_list(entry.topic_type), texts)


def _report(entry: Entry) -> Document | None:
    """The newest report: one that no other document replaces."""
    replaced = {d.supersedes for d in entry.documents}
    reports = [d for d in entry.documents if d.role is DocumentRole.REPORT and d.media_type == _PDF]
    return next((d for d in reversed(reports) if d.sha256 not in replaced), None)


def _text(pdf: PdfDocument, page: int) -> str:
    try:
        return pdf.text(page)
    except MediaError:
        return ""
