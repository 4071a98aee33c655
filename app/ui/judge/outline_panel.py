"""目录: the file's own bookmarks, or small pictures of its pages; a file without bookmarks begins with the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.ui.judge.side_panels import SidePanel
from app.ui.judge.workbench import Workbench
from app.ui.widgets import button, in_tab_order

if TYPE_CHECKING:
    from app.media.values import OutlineEntry, PageImage

_WIDE, _HIGH = 150, 200
_KEPT = 120


class OutlinePanel(SidePanel):
    """Pictures are made only for lines in view; at most 120 of them are kept."""

    def __init__(self, bench: Workbench, parent: QWidget) -> None:
        self.bookmarks, self.pictures = button("step", lambda: self.choose(False)), button("step", lambda: self.choose(True))
        self.thumbs = QListWidget()
        self._asked: list[int] = []
        super().__init__(bench, parent)
        self.thumbs.setUniformItemSizes(True)
        self.thumbs.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        row, both = QHBoxLayout(), QButtonGroup(self)
        for control in (self.bookmarks, self.pictures):
            control.setCheckable(True)
            both.addButton(control)
            row.addWidget(control, 1)
        self.column.insertLayout(1, row)
        self.column.addWidget(self.thumbs, 1)
        in_tab_order(self.bookmarks, self.pictures, self.list, self.thumbs)
        self._look = QTimer(self, singleShot=True, interval=60)
        self._look.timeout.connect(self._ask)
        self.thumbs.itemClicked.connect(self.lead)
        self.thumbs.itemActivated.connect(self.lead)
        self.thumbs.verticalScrollBar().valueChanged.connect(lambda _at: self._look.start())
        bench.document.outlined.connect(self._show)
        bench.document.small.connect(self._picture)
        bench.document.ready.connect(self._again)
        bench.pages.page_changed.connect(self._follow)
        self.choose(False)

    def choose(self, pictures: bool) -> None:
        """Bookmarks, or small pictures."""
        self.bookmarks.setChecked(not pictures)
        self.pictures.setChecked(pictures)
        self.list.setHidden(pictures)
        self.thumbs.setHidden(not pictures)
        self.words.setVisible(not pictures and bool(self.words.text()))
        if pictures:
            self._begin()

    def fill(self) -> None:
        self.bench.document.outline()
        if not self.thumbs.isHidden():
            self._begin()

    def retranslate(self) -> None:
        self.title.setText(self.tr("目录"))
        self.bookmarks.setText(self.tr("目录"))
        self.pictures.setText(self.tr("缩略图"))
        self.list.setAccessibleName(self.tr("目录"))
        self.thumbs.setAccessibleName(self.tr("缩略图"))

    def _again(self) -> None:
        self.thumbs.clear()
        self._asked.clear()
        if not self.isHidden():
            self.fill()

    def _show(self, entries: tuple[OutlineEntry, ...]) -> None:
        self.list.clear()
        self.tell("" if entries else self.tr("这份文件没有目录。"))
        for entry in entries:
            self.add(entry.title, entry.page, str(entry.page + 1) if entry.page is not None else "", entry.level)
        here = [n for n, entry in enumerate(entries) if entry.page is not None and entry.page <= self.bench.pages.page]
        self.list.setCurrentRow(here[-1] if here else -1)
        if not entries and not self.isHidden():
            self.choose(True)

    def _begin(self) -> None:
        if self.thumbs.count() != self.bench.document.page_count:
            self.thumbs.clear()
            self._asked.clear()
            high = round(min(_HIGH, max((_WIDE * s[1] / s[0] for s in self.bench.document.sizes), default=_HIGH)))
            self.thumbs.setIconSize(QSize(_WIDE, high))
            for page in range(self.bench.document.page_count):
                item = QListWidgetItem(str(page + 1))
                item.setData(Qt.ItemDataRole.UserRole, page)
                item.setSizeHint(QSize(_WIDE, high + 12))
                self.thumbs.addItem(item)
        self._follow(self.bench.pages.page)
        self._look.start()

    def _follow(self, page: int) -> None:
        if not self.thumbs.isHidden() and self.isVisible() and (item := self.thumbs.item(page)) is not None:
            self.thumbs.setCurrentItem(item)

    def _ask(self) -> None:
        if self.thumbs.isHidden() or not self.isVisible():
            return
        high = self.thumbs.viewport().height()
        for row in range(self.thumbs.count()):
            area = self.thumbs.visualItemRect(self.thumbs.item(row))
            if area.bottom() >= 0 and area.top() <= high and row not in self._asked:
                self._asked.append(row)
                size = self.bench.document.sizes[row]
                self.bench.document.thumbnail(row, max(16, round(min(_WIDE, _HIGH * size[0] / size[1]))))
        for row in self._asked[:-_KEPT]:
            self.thumbs.item(row).setIcon(QIcon())
        del self._asked[:-_KEPT]

    def _picture(self, page: int, image: PageImage) -> None:
        if (item := self.thumbs.item(page)) is not None:
            picture = QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
            icon, pixmap = QIcon(), QPixmap.fromImage(picture)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                icon.addPixmap(pixmap, mode)
            item.setIcon(icon)
