"""Why: the one paper a judge keeps: with this code a new laptop opens the judge's backup; without it nobody can."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.core.words import Language
from app.reports.flow import PORTRAIT, Flow
from app.reports.fonts import Face
from app.reports.pages import book
from app.reports.text import Style, draw, height_of, wrap
from app.reports.values import Imprint, RecoverySheet

TITLE = Style(Face.BOLD, 24, 36)
LABEL = Style(Face.SANS, 11, 19)
CODE = Style(Face.BOLD, 24, 34, "center")
HEAD = Style(Face.BOLD, 13, 24)
BODY = Style(Face.SERIF, 12, 20, hang=1.2)
PLAIN = Style(Face.SERIF, 12, 20)
_PER_LINE = 4  # groups on one line

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "title": "恢复码",
        "season": "评审活动：{0}",
        "judge": "评委：{0}",
        "made": "打印日期：{0}",
        "when": "什么时候用",
        "use": "电脑损坏、丢失，或忘记口令时，用它在另一台电脑上打开备份，已评的分数和评语都能找回。",
        "how": "怎样用",
        "steps": "1. 在新电脑上安装质评台，打开。\n2. 选择“恢复备份”，打开最近的备份文件（文件名以 .qcbackup 结尾）。\n"
        "3. 输入上面的恢复码。大小写不分，短横可以不输；0 与 O、1 与 I 和 L 不必分辨。\n4. 核对“已评几份”，继续评审。原来的电脑不要再用来评分。",
        "keep": "怎样保管",
        "rules": "1. 与电脑分开放，不要放在电脑包里。\n2. 不要拍照发到微信或邮件里：有恢复码和备份文件的人，就能打开您的评分。\n"
        "3. 组织方没有这个码，也不会向您索要。\n4. 活动结束并收到回执后，可以销毁本页。",
    },
    "en": {
        "title": "Recovery code",
        "season": "Season: {0}",
        "judge": "Judge: {0}",
        "made": "Printed on: {0}",
        "when": "When to use it",
        "use": "When the computer is broken or lost, or the passphrase is forgotten: it opens your backup on another computer, with all scores and remarks.",
        "how": "How to use it",
        "steps": "1. Install QC Review Desk on the new computer and start it.\n2. Choose 'Restore a backup' and open the newest backup file (.qcbackup).\n"
        "3. Type the code above. Capitals and hyphens do not matter; 0 and O, 1 and I and L count as the same.\n"
        "4. Check how many sheets came back and go on. Do not score on the old computer any more.",
        "keep": "How to keep it",
        "rules": "1. Keep it away from the computer, not in its bag.\n2. Do not send a photo of it by chat or mail: code and backup file together open your scores.\n"
        "3. The organiser does not have this code and never asks for it.\n4. Destroy this page after the season, when the receipt has come.",
    },
}


def recovery_sheet_pdf(sheet: RecoverySheet, imprint: Imprint, lang: Language = "zh") -> bytes:
    """One A4 page. The file holds a secret: callers print it or write it where only the judge reads."""
    target = BytesIO()
    with book(target, _WORDS[lang]["title"], imprint) as made:
        made.add(lay_out(sheet, imprint, lang), left=sheet.program, counted=False)
    return target.getvalue()


def lay_out(sheet: RecoverySheet, imprint: Imprint, lang: Language = "zh") -> Flow:
    """The page."""
    words = _WORDS[lang]
    flow = Flow(PORTRAIT, margin=25 * mm, top=24 * mm)
    flow.text(words["title"], TITLE)
    flow.gap(3 * mm)
    flow.text(words["season"].format(sheet.season), LABEL)
    flow.text(words["judge"].format(sheet.judge) + (f"　（{sheet.unit}）" if sheet.unit else ""), LABEL)
    flow.text(words["made"].format(f"{imprint.made.astimezone():%Y-%m-%d}"), LABEL)
    flow.gap(6 * mm)
    _code(flow, sheet.groups)
    for head, body in (("when", "use"), ("how", "steps"), ("keep", "rules")):
        flow.gap(5 * mm)
        flow.text(words[head], HEAD)
        flow.text(words[body], PLAIN if body == "use" else BODY)
    return flow


def _code(flow: Flow, groups: tuple[str, ...]) -> None:
    """The code in a heavy box, four groups a line, each in a cell of its own so that the place is not lost."""
    rows = [groups[start : start + _PER_LINE] for start in range(0, len(groups), _PER_LINE)]
    line = CODE.leading + 4 * mm
    height = len(rows) * line + 6 * mm

    def paint(canvas: Canvas, top: float) -> None:
        canvas.setLineWidth(1.6)
        canvas.roundRect(flow.margin, top - height, flow.width, height, 3 * mm)
        each = (flow.width - 8 * mm) / _PER_LINE
        for index, row in enumerate(rows):
            y = top - 3 * mm - index * line - 2 * mm
            for column, group in enumerate(row):
                lines = wrap(group, CODE, each)
                draw(canvas, lines, CODE, flow.margin + 4 * mm + column * each, y + (height_of(lines, CODE) - CODE.leading), each)

    flow.put(height, paint)
