"""The screens of the open desk, each with what a judge does to come to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.media.geometry import Rect
from app.models.sheet import NoteKind
from app.services.backup import Preview
from app.services.recovery_code import FreshCode
from app.services.rehearsal import Rehearsal
from app.ui.judge import page_badge, rail
from app.ui.judge.care_room import CARE, DOCTOR, DRILL, LICENCES, RECOVERY
from app.ui.judge.own_table_grid import FIRST
from app.ui.judge.video_model import Phase
from tests.screenshots import profile
from tests.screenshots.beside_scenes import LOOKS as BESIDE
from tests.screenshots.beside_scenes import told, with_others
from tests.screenshots.looks import BOTH, EVERY, FULL, Look
from tests.screenshots.stage import Stage

_KINDS = (NoteKind.STRENGTH, NoteKind.WEAKNESS, NoteKind.SUGGESTION)


@dataclass(frozen=True)
class Scene:
    """`name` is the picture's, `title` its line in the gallery; `state` the profile it begins with ("" none: before the desk)."""

    name: str
    title: str
    play: Callable[[Stage], object]
    state: str = profile.HALF
    looks: tuple[Look, ...] = BOTH
    chosen: dict[str, object] = field(default_factory=dict)

    def show(self, stage: Stage) -> None:
        """Come to the screen, and wait until it is quiet."""
        stage.desk()
        if self.state != profile.MISSING and self.chosen.get("last_entry") not in (profile.RECUSED_ENTRY, profile.FREED_ENTRY):
            stage.drawn()
        self.play(stage)
        stage.settle()


def note(stage: Stage, page: int, kind: NoteKind, words: str) -> None:
    """A note of the current item on a page, counted from one."""
    room = stage.room
    room.bench.pages.go_to(page - 1)
    room.note_wanted("")
    room.note.kinds[_KINDS.index(kind)].setChecked(True)
    room.note.text.setPlainText(words)
    room.note.hide()


def at_work(stage: Stage) -> None:
    """The picture of the sketch: one item scored, the second being typed, with what was noted."""
    sheet = stage.room.bench.sheet
    sheet.type("13")
    sheet.accept()
    note(stage, 9, NoteKind.WEAKNESS, "末端原因③未用数据确认")
    note(stage, 8, NoteKind.STRENGTH, "因果图层次清楚，到末端")
    stage.until(lambda: not sheet.waiting)
    stage.room.bench.rubric.begin("26")
    stage.drawn()


def typed(text: str, *, enter: bool = False) -> Callable[[Stage], None]:
    """Digits typed into the current item's box."""

    def play(stage: Stage) -> None:
        stage.room.bench.rubric.begin(text)
        if enter:
            stage.room.bench.sheet.accept()

    return play


def panel(key: str) -> Callable[[Stage], None]:
    """A panel over the page, the desk at work behind it."""

    def play(stage: Stage) -> None:
        at_work(stage)
        stage.room.toggle(key)

    return play


def noting(stage: Stage) -> None:
    """A rectangle was drawn; the note about it is being written."""
    at_work(stage)
    room = stage.room
    wide, high = room.bench.document.sizes[7]
    room.bench.pages.marks.drawn = 7, Rect(0.08 * wide, 0.18 * high, 0.48 * wide, 0.58 * high)
    room.note_wanted("")
    room.note.text.setPlainText("因果图层次清楚，末端原因均可直接采取对策")


def evidence(stage: Stage) -> None:
    at_work(stage)
    note(stage, 21, NoteKind.SUGGESTION, "建议补充巩固期的跟踪数据，说明推广到其他产线的条件")
    stage.room.choose(rail.NOTES)


def thumbnails(stage: Stage) -> None:
    at_work(stage)
    stage.room.choose(rail.OUTLINE)
    stage.room.outline.choose(True)


def finding(text: str, *, batch: bool) -> Callable[[Stage], None]:
    """Words looked for in the document in front, or in all of the batch."""

    def play(stage: Stage) -> None:
        at_work(stage)
        find = stage.room.find
        stage.room.reading.find_wanted()
        if batch:
            find.search_in(True)
            stage.until(lambda: stage.room.reading.batch.left > 0)
            stage.until(lambda: stage.room.reading.batch.left == 0)
        find.field.setText(text)
        stage.until(lambda: find.list.count() > 0)

    return play


def drafting(*, phrases: bool) -> Callable[[Stage], None]:
    """成稿 beside the page, the notes on offer; or merged, with phrases."""

    def play(stage: Stage) -> None:
        at_work(stage)
        row = stage.room.bench.rubric.remark
        row.flip()
        stage.until(row.offer.isVisible)
        if phrases:
            row.merge.click()
            stage.until(lambda: bool(row.text.toPlainText()) and row.offer.isHidden())
            row.more.click()
            stage.until(lambda: len(row.phrases.shown) > 5)

    return play


def of_a_unit(stage: Stage) -> None:
    """回避 of all entries of the unit, or of a hidden one by its name."""
    stage.room.toggle("recuse")
    panel = stage.room.recuse
    stage.until(panel.unit.isVisible)
    panel.reason.setText("曾在该单位任职")
    panel.unit.whole.setChecked(panel.unit.whole.isVisible())
    panel.unit.unit.setCurrentIndex(min(2, panel.unit.unit.count() - 1))


def took_away(stage: Stage) -> None:
    """A phrase was removed: the ways back."""
    drafting(phrases=True)(stage)
    phrases = stage.room.bench.rubric.remark.phrases
    many = len(phrases.shown)
    phrases.remove.click()
    stage.until(lambda: len(phrases.shown) < many)


def asked(stage: Stage) -> None:
    """The card of the strip, or the column, where a level and words are asked for."""
    at_work(stage)
    stage.room.moves.handlers()["level"]()


def rehearsed(stage: Stage) -> None:
    """试恢复, after a good copy was tried."""
    stage.room.toggle(DRILL)
    drill = stage.room.care.drill
    drill.take(Path("/media/usb/2026-第1轮-评委03.qcbackup"))
    drill.code.setText(profile.SHOWN_CODE)
    drill._seen(drill._trying, Rehearsal(Preview(profile.NOW, "J-03", "qc0123456789abcdef", 5, 1), 2))


def own_table(stage: Stage) -> None:
    at_work(stage)
    stage.room.bench.sheet.accept()
    stage.until(lambda: not stage.room.bench.sheet.waiting)
    stage.room.choose(rail.TABLE)
    stage.until(lambda: stage.room.papers.table.grid.rowCount() > 0)


def comparing(stage: Stage) -> None:
    own_table(stage)
    table = stage.room.papers.table
    table.table.setCurrentIndex(table.grid.index(1, FIRST))
    table.pair.click()
    table.table.setCurrentIndex(table.grid.index(2, FIRST))
    stage.until(lambda: bool(table.compare.rows.rows))


def pasting(stage: Stage) -> None:
    own_table(stage)
    table = stage.room.papers.table
    table.table.setCurrentIndex(table.grid.index(3, FIRST))
    table.model.paste("12\t24\t31\t17\t0\n13.5\t26\t18\t16.3\t0\n", 3, 0)
    stage.until(lambda: not table.paste.isHidden())


def printing(stage: Stage) -> None:
    own_table(stage)
    stage.room.papers.table.paper.click()
    view = stage.room.papers.preview
    stage.until(lambda: view.send.isEnabled() and not view.sheet.pixmap().isNull())


def nothing_found(stage: Stage) -> None:
    stage.room.toggle("entries")
    stage.room.drawer.search.setText("没有这样的课题")
    stage.until(lambda: not stage.room.drawer.rows.rows)


def caring(stage: Stage) -> None:
    stage.room.toggle(CARE)
    stage.room.care.travel.check()
    stage.until(lambda: stage.room.care.travel.ready is not None)


def freeing(stage: Stage) -> None:
    """看完可释放空间, in view: what is finished, one of them freed before."""
    caring(stage)
    panel = stage.room.care.panel
    stage.until(lambda: len(stage.room.care.free.rows) > 2)
    stage.settle()
    panel._scroll.ensureWidgetVisible(panel.free.back)
    panel._scroll.verticalScrollBar().setValue(panel._scroll.verticalScrollBar().maximum())


def freed(stage: Stage) -> None:
    """The entry whose files were freed."""
    stage.until(lambda: bool(stage.room.bench.pages.words.text()))


def examining(stage: Stage) -> None:
    stage.room.toggle(DOCTOR)
    stage.until(lambda: bool(stage.room.care.doctor.findings))


def reading_licences(stage: Stage) -> None:
    stage.room.toggle(LICENCES)
    box = stage.room.care.licences
    stage.until(lambda: box.list.count() > 10)
    box.list.setCurrentRow(next(n for n, w in enumerate(box.works) if w.key))
    stage.until(lambda: bool(box.text.toPlainText()))


def renewing(stage: Stage) -> None:
    """换一个恢复码; the picture is the same each time."""
    at_work(stage)
    stage.room.toggle(RECOVERY)
    panel = stage.room.care.recovery
    stage.until(lambda: panel.sheet is not None)
    panel._seen(FreshCode(profile.SHOWN_CODE, "2026年度QC小组成果评审", "J-03"))


def watching(stage: Stage) -> None:
    """The video, stopped at its beginning."""
    stage.room.choose(rail.VIDEO)
    video = stage.room.bench.video
    stage.until(
        lambda: (
            video.model.phase not in (Phase.SHUT, Phase.OPENING) and (video.model.phase is not Phase.READY or not video.cover.isHidden())
        )
    )


def at_a_note(stage: Stage) -> None:
    """The video stands at a second about which a note is written; another lies on the line."""
    watching(stage)
    video, room = stage.room.bench.video, stage.room
    for part, kind, words in ((0.25, NoteKind.STRENGTH, "开场说清了小组和课题"), (0.6, NoteKind.WEAKNESS, "对策没有说目标值")):
        video.model.hold(round(part * video.model.length_ms))
        room.note_wanted("")
        room.note.kinds[_KINDS.index(kind)].click()
        room.note.text.setPlainText(words)
        stage.until(lambda: room.note.still.picture.image is not None)
        if kind is NoteKind.STRENGTH:
            room.note.hide()
    stage.until(lambda: not video.cover.isHidden())


def in_hall(stage: Stage) -> None:
    at_work(stage)
    stage.room.bench.sheet.accept()
    stage.room.keys.flip_hall()


def offering(stage: Stage) -> None:
    """The line over the status: a copy is offered, the page stays in view."""
    at_work(stage)
    copies = stage.room.care.copies
    copies._done = 0
    copies.finished(5, offline=True)


def handing_in(stage: Stage) -> None:
    stage.room.choose(rail.SUBMIT)
    stage.until(lambda: stage.room.submit._model.known)


def by_night(stage: Stage) -> None:
    at_work(stage)
    stage.room.bench.pages.choose(page_badge.NIGHT)


STRIP: dict[str, object] = {"layout": "strip"}
SCENES = (
    Scene("desk", "评审台：一项在打分", at_work, looks=EVERY),
    Scene("table", "我的评分表", own_table, looks=EVERY),
    Scene("submit", "提交：还有未评", handing_in, looks=EVERY),
    Scene("entries", "成果列表", panel("entries")),
    Scene("entries-none", "成果列表：没有符合条件的", nothing_found),
    Scene("folded", "评审内容收起", at_work, chosen={"criteria_folded": True}),
    Scene("zero", "记 0 分？再按 Enter", typed("0", enter=True)),
    Scene("off-step", "不合半分：给两个按钮", typed("13.3", enter=True)),
    Scene("over", "超过满分", typed("99", enter=True)),
    Scene("note", "记一条，贴着页面", noting),
    Scene("evidence", "证据", evidence),
    Scene("outline", "目录", panel(rail.OUTLINE)),
    Scene("thumbnails", "缩略图", thumbnails),
    Scene("steps", "步骤", panel(rail.STEPS)),
    Scene("find", "本文件查找", finding("要因", batch=False)),
    Scene("find-batch", "整批查找", finding("正交试验", batch=True)),
    Scene("draft", "成稿", drafting(phrases=False)),
    Scene("phrases", "常用评语", drafting(phrases=True)),
    Scene("phrases-undo", "常用评语：删了一条，可撤销", took_away, looks=FULL),
    Scene("asked", "要写总体评价、要填建议等级的赛季", asked, state=profile.ASKED, looks=FULL),
    Scene("asked-strip", "同上，评分条", asked, state=profile.ASKED, chosen=STRIP),
    Scene("asked-entries", "成果列表：主评的成果", panel("entries"), state=profile.ASKED, looks=FULL),
    Scene("night", "夜间页面", by_night, chosen={"theme": "dark"}),
    Scene("strip", "评分条", at_work, looks=FULL, chosen=STRIP),
    Scene("hall", "发表现场", in_hall),
    Scene("video", "发表视频", watching, chosen={"last_entry": profile.VIDEO_ENTRY}),
    Scene("video-note", "发表视频，停在一条记录处", at_a_note, chosen={"last_entry": profile.VIDEO_ENTRY}),
    Scene("video-damaged", "视频打不开", watching, state=profile.NO_VIDEO, chosen={"last_entry": profile.VIDEO_ENTRY}),
    Scene("missing", "资料还没有下载", lambda _stage: None, state=profile.MISSING, chosen={"last_entry": "Z-001"}),
    Scene("freed", "资料已释放，可重新下载", freed, state=profile.FREED, chosen={"last_entry": profile.FREED_ENTRY}),
    Scene("recuse", "回避", panel("recuse")),
    Scene("recuse-unit", "回避：同单位的成果一次回避", of_a_unit, looks=FULL, chosen={"last_entry": profile.TWICE_ENTRY}),
    Scene("recuse-hidden", "回避：隐去单位名的赛季，补报单位", of_a_unit, state=profile.BLIND, looks=FULL),
    Scene("recused", "已回避", lambda _stage: None, looks=FULL, chosen={"last_entry": profile.RECUSED_ENTRY}),
    Scene("recused-strip", "已回避，评分条", lambda _stage: None, chosen={"last_entry": profile.RECUSED_ENTRY, **STRIP}),
    Scene("compare", "两份对比", comparing),
    Scene("paste", "粘贴预览", pasting, looks=FULL),
    Scene("print", "打印预览", printing),
    Scene("settings", "设置", panel(rail.SETTINGS)),
    Scene("settings-seasons", "设置：其他赛季的档案", with_others(panel(rail.SETTINGS)), looks=BESIDE),
    Scene("other-season", "另一个赛季的邀请", told(at_work), looks=BESIDE),
    Scene("keys", "快捷键", panel("keys")),
    Scene("care", "资料与副本", caring),
    Scene("free", "资料与副本：看完可释放空间", freeing, state=profile.FREED),
    Scene("drill", "试恢复", rehearsed, looks=FULL),
    Scene("doctor", "体检", examining),
    Scene("recovery", "换一个恢复码", renewing),
    Scene("licences", "许可证", reading_licences),
    Scene("offer", "提醒备份", offering),
    Scene("confirm", "全部评完，可以提交", handing_in, state=profile.DONE),
    Scene("submitted", "已交，校验码", handing_in, state=profile.SUBMITTED),
    Scene("receipt", "组长已收", handing_in, state=profile.COUNTED),
    Scene("returned", "退回修改", handing_in, state=profile.RETURNED),
)  # fmt: skip
