"""Every way a PDF refuses to open, as one sentence and what to do about it."""

from __future__ import annotations

from app.core.errors import MediaError
from app.core.words import say

# Codes of FPDF_GetLastError, public/fpdfview.h.
PASSWORD, NOT_PDF, SECURITY = 4, 3, 5
EMPTY, PAGE, TRUNCATED, HUGE, TOO_MANY = -1, -2, -3, -4, -5

_ASK = ("请提交单位重新导出 PDF 后再交。", "Ask the unit to export the PDF again and hand it in once more.")
_TABLE: dict[int, tuple[str, str, str, tuple[str, str]]] = {
    PASSWORD: (
        "pdf-password",
        "这份 PDF 设有打开密码。",
        "This PDF needs a password to open.",
        ("请提交单位去掉密码后再交。", "Ask the unit to remove the password and hand it in again."),
    ),
    SECURITY: (
        "pdf-security",
        "这份 PDF 的加密方式无法识别。",
        "This PDF is encrypted in a way that cannot be read.",
        ("请提交单位去掉加密后再交。", "Ask the unit to remove the encryption and hand it in again."),
    ),
    NOT_PDF: ("pdf-format", "文件不是 PDF，或已损坏得无法打开。", "The file is not a PDF, or is too damaged to open.", _ASK),
    EMPTY: ("pdf-empty", "这份 PDF 没有任何页面。", "This PDF has no pages.", _ASK),
    PAGE: ("pdf-page", "第 {page} 页已损坏，无法显示。", "Page {page} is damaged and cannot be shown.", _ASK),
    TRUNCATED: ("pdf-truncated", "这份 PDF 不完整，结尾缺失。", "This PDF is incomplete: its end is missing.", _ASK),
    HUGE: (
        "pdf-page-huge",
        "第 {page} 页边长 {side} 点，超过 PDF 允许的 14400 点。",
        "Page {page} is {side} points long; PDF allows 14400.",
        _ASK,
    ),
    TOO_MANY: (
        "pdf-too-many-pages",
        "这份 PDF 有 {pages} 页，最多 {limit} 页。",
        "This PDF has {pages} {pages:page|pages}; at most {limit} are accepted.",
        _ASK,
    ),
}


def pdf_error(code: int, **values: object) -> MediaError:
    """The MediaError for a pdfium code or one of ours; an unknown code reads as damage."""
    reason, zh, en, hint = _TABLE.get(code, _TABLE[NOT_PDF])
    return MediaError(say(zh, en, **values), say(*hint), reason=reason)
