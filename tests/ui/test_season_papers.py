"""报表 of the season on the screen: which papers, whom the chairs recommend, who met where, which bodies sign; all of it stays as it was left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from PySide6.QtCore import Qt

from app.core.errors import DiskFull
from app.models.meeting_head import MeetingHead
from app.services.organiser import season_memory
from app.services.organiser.season_order import SeasonPaper
from app.services.profile import Profile
from app.ui.chair import pages
from app.ui.chair.season_papers_page import SeasonPapersPage
from tests.fakes.panel_season import PanelSeason
from tests.fakes.report_values import pages_of, squeezed
from tests.ui.season_window import SeasonDesk, click, merged, start

BEST = ("Z1-001", "Z1-002", "Z3-001", "Z2-001")
"""At the best level of the two fields, by score."""


def only(page: SeasonPapersPage, *papers: SeasonPaper) -> None:
    click(page.none)
    for paper in papers:
        page.ticks.ticks[paper].setChecked(True)


def written(desk: SeasonDesk, folder: Path) -> list[Path]:
    """The ticked papers, in this folder."""
    page, before = desk.papers, desk.papers.model.papers
    page.write_to(folder)
    desk.until(lambda: page.model.papers is not before and not page.model.busy)
    made = page.model.papers
    assert made is not None
    return list(made.files)


def text_of(files: list[Path], name: str) -> str:
    return squeezed(pages_of(next(f for f in files if f.name.endswith(f"-{name}.pdf")).read_bytes()))


def recommended(page: SeasonPapersPage) -> list[str]:
    return [page.national.list.item(at).text().split()[0] for at in range(len(page.national.chosen))]


def choose(page: SeasonPapersPage, code: str) -> None:
    rows = page.national.list
    rows.setCurrentItem(next(rows.item(at) for at in range(rows.count()) if rows.item(at).data(Qt.ItemDataRole.UserRole) == code))


def test_only_what_is_ticked_is_written_without_units_and_with_the_head(
    season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path
) -> None:
    desk = season_desk
    assert not desk.at_the_papers().write.isEnabled(), "there is nothing to write yet"
    merged(desk, chairs_season)
    page = desk.at_the_papers()
    only(page, SeasonPaper.SUMMARY, SeasonPaper.MINUTES)
    page.ticks.units.setChecked(False)
    for key, text in (("place", "三楼会议室"), ("time", "7月9日上午"), ("host", "顾长青"), ("recorder", "王喆")):
        page.ticks.fields[key][1].insert(text)
    files = written(desk, tmp_path / "out")
    assert sorted(f.suffix for f in files) == [".docx", ".pdf", ".pdf", ".xlsx"]
    minutes = text_of(files, "合议会记录")
    for words in ("三楼会议室", "7月9日上午", "顾长青", "王喆", "第2组沈国樑：Z2-004"):
        assert words in minutes
    sheet = openpyxl.load_workbook(next(f for f in files if f.suffix == ".xlsx")).active
    assert sheet is not None
    cells = {str(c.value) for row in sheet.iter_rows() for c in row}
    assert "示例协会" in cells
    assert not [c for c in cells if "机械有限公司" in c]


def test_the_chairs_recommend_entry_by_entry_or_a_level_at_once(
    season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path
) -> None:
    desk = season_desk
    merged(desk, chairs_season)
    page, box = desk.at_the_papers(), desk.papers.national
    assert box.chosen == BEST, "before anybody chose"
    click(box.none)
    assert (box.chosen, box.words.text()) == ((), "没有选推荐的成果。")
    only(page, SeasonPaper.NATIONAL)
    assert written(desk, tmp_path / "nobody") == []
    assert page.words.text() == "一个文件也没有写出，原因如下。"
    assert "没有选定推荐的成果" in page.unprinted.text()
    for code in ("Z3-003", "Z1-001"):
        choose(page, code)
        box.list.currentItem().setCheckState(Qt.CheckState.Checked)
    choose(page, "Z3-003")
    while box.up.isEnabled():
        click(box.up)
    assert box.chosen == ("Z3-003", "Z1-001")
    files = written(desk, tmp_path / "two")
    listed = text_of(files, "推荐全国名单")
    assert 0 < listed.index("Z3-003") < listed.index("Z1-001")
    assert "Z1-002" not in listed
    box.level.setCurrentIndex(0)
    click(box.take)
    assert box.chosen == ("Z3-003", "Z1-001", "Z1-002", "Z3-001", "Z2-001")
    assert box.words.text().startswith("推荐 5 项")
    click(box.usual)
    assert box.chosen == BEST


def test_what_was_typed_and_chosen_is_there_again(
    season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path, qtbot_again: Callable[[], SeasonDesk]
) -> None:
    merged(season_desk, chairs_season)
    page = season_desk.at_the_papers()
    page.ticks.fields["place"][1].insert("三楼")
    choose(page, "Z2-001")
    page.national.list.currentItem().setCheckState(Qt.CheckState.Unchecked)
    click(page.bodies.turn)
    page.bodies.list.setCurrentRow(1)
    click(page.bodies.remove)
    names = [c.body.name for c in page.bodies.choices]
    season_desk.close()
    desk = qtbot_again()
    desk.until(lambda: desk.view.model.matter is not None)
    page = desk.at_the_papers()
    assert page.ticks.head == MeetingHead(place="三楼")
    assert page.national.chosen == ("Z1-001", "Z1-002", "Z3-001")
    assert [c.body.name for c in page.bodies.choices] == names
    assert "组织单位意见" not in names
    files = written(desk, tmp_path / "again")
    assert "组织单位意见" not in text_of(files, "审定表")
    desk.close()
    said = chairs_season.ask("report", "--out", tmp_path / "command", "--which", "national,minutes,approval")
    files = [Path(f) for f in said["files"]]
    assert "三楼" in text_of(files, "合议会记录"), "commands print what is kept"
    assert "Z2-001" not in text_of(files, "推荐全国名单")
    assert "组织单位意见" not in text_of(files, "审定表")


@pytest.fixture
def qtbot_again(season_desk: SeasonDesk, chairs_season: PanelSeason) -> Callable[[], SeasonDesk]:
    """The organiser's window once more, on the same profile."""
    return lambda: start(season_desk.qtbot, chairs_season.home)


def test_what_is_typed_while_the_page_comes_up_stands(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    merged(desk, chairs_season)
    page = desk.at_the_papers()
    page.model.memory = None
    read, typed = page.model.read_memory, Event()

    def before() -> object:
        found = read()
        typed.wait(60)
        return found

    page.model.read_memory = before  # type: ignore[method-assign,assignment]
    page.model.recall()
    page.ticks.fields["place"][1].insert("三楼")
    typed.set()
    page.model.runner.settle()  # it is on the disk before what was read comes back
    desk.until(lambda: page.model.memory is not None)
    assert page.ticks.head.place == "三楼"


def test_a_provisional_standing_makes_no_lists_unless_it_is_asked_for(
    season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path
) -> None:
    desk = season_desk
    desk.view.model.take([chairs_season.files["P-1"], chairs_season.files["P-2"]])
    desk.until(lambda: not desk.view.preview.isHidden())
    click(desk.view.preview.accept)
    desk.until(lambda: len(desk.view.rows.rows) == 16)
    page = desk.at_the_papers()
    assert page.state.text().startswith("暂定")
    assert page.ticks.provisional.isVisible()
    files = written(desk, tmp_path / "some")
    assert {SeasonPaper.APPROVAL, SeasonPaper.AWARDS, SeasonPaper.NATIONAL} == {u.paper for u in page.model.papers.unprinted}  # type: ignore[union-attr]
    assert page.unprinted.text().count("结果还是暂定的") == 3
    assert all("（暂定）" in f.name for f in files)
    click(page.ticks.provisional)
    assert len(written(desk, tmp_path / "all")) == 12


def test_cancelled_nothing_is_written(season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path) -> None:
    desk = season_desk
    merged(desk, chairs_season)
    page = desk.at_the_papers()
    page.write_to(tmp_path / "out")
    assert not page.write.isEnabled()
    click(page.busy.cancel)
    desk.until(lambda: not page.model.busy)
    assert page.words.text() == "已取消，什么也没有写。"
    assert not (tmp_path / "out").exists()
    assert page.write.isEnabled()


def test_what_a_full_disk_did_not_take_is_counted_and_tried_again(
    season_desk: SeasonDesk, chairs_season: PanelSeason, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, real, failures = season_desk, season_memory.keep_recommended, [DiskFull("磁盘满了。", "请清理。")]
    merged(desk, chairs_season)

    def keep(profile: Profile, round_number: int, entries: tuple[str, ...] | None) -> None:
        if failures:
            raise failures.pop()
        real(profile, round_number, entries)

    monkeypatch.setattr(season_memory, "keep_recommended", keep)
    page = desk.at_the_papers()
    with desk.qtbot.waitSignal(page.model.runner.failure, timeout=20_000):
        click(page.national.none)
    assert page.lost == 1
    page.save_again()
    desk.until(lambda: page.lost == 0)


def test_both_languages_and_sizes(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    merged(desk, chairs_season)
    page = desk.at_the_papers()
    click(page.bodies.turn)
    for size in ((1366, 697), (1092, 543), (1024, 540)):
        desk.window.resize(*size)
        desk.until(lambda: page.width() == desk.window.width())
        assert page.national.list.height() > 100
        for control in (page.every, page.none, page.write, page.national.take, page.national.usual, page.national.up, page.bodies.restore):
            assert control.width() >= control.sizeHint().width() - 1, control.text()
            assert control.height() >= 36
    desk.desktop.languages.switch("en")
    desk.until(lambda: page.national.title.text() == "National recommendations")
    assert page.ticks.ticks[SeasonPaper.MINUTES].text() == "Minutes"
    assert page.state.text().startswith("Not final")


def test_the_folder_is_opened_over_its_files_however_many_they_are(
    season_desk: SeasonDesk, chairs_season: PanelSeason, tmp_path: Path
) -> None:
    desk = season_desk
    desk.window.resize(1366, 697)
    merged(desk, chairs_season)
    page = desk.at_the_papers()
    click(page.bodies.turn)
    click(page.every)
    written(desk, tmp_path / "out")
    desk.until(lambda: page.files.y() > page.show_folder.y() > 0)
    seen = page.show_folder.visibleRegion().boundingRect()
    assert seen == page.show_folder.rect()
    assert page.show_folder.mapTo(page, seen.bottomLeft()).y() < page.height() // 2  # a notice lies at the foot of the page


def test_from_the_list_to_the_papers(season_desk: SeasonDesk, chairs_season: PanelSeason) -> None:
    desk = season_desk
    view = merged(desk, chairs_season)
    click(view.papers)
    desk.until(desk.papers.isVisible)
    assert desk.window.season is not None
    assert desk.window.season.desk.tabs[pages.PAPERS].isChecked()
