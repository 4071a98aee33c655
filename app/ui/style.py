"""The style sheet: what a palette cannot say (cards, score boxes, flat buttons), from the same colours and sizes."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from app.core.paths import resources

if TYPE_CHECKING:
    from app.ui.theme import Colours, Metrics

_SHEET = Template("""
QMainWindow, QWidget#frame { background: $window; }
QWidget#topBar { background: $window; border-bottom: 1px solid $line; }
QWidget#rail { background: $window; border-right: 1px solid $line; }
QWidget#statusLine { background: $window; border-top: 1px solid $line; }
QWidget#statusLine QLabel { font-size: ${px13}px; color: $ink; }
QWidget#statusLine QLabel[role="bad"] { color: $bad; font-weight: 600; }
QWidget#rubric, QWidget#rubric QScrollArea, QWidget#cards { background: $surface; }
QWidget#rubric { border-left: 1px solid $line; }
QWidget[card="shut"] { background: $surface; border-bottom: 1px solid $line; }
QWidget[card="open"] { background: $open_card; border-left: 4px solid $accent; }
QWidget[card="body"] { background: $open_card; border-left: 4px solid $accent; border-bottom: 1px solid $line; }
QFrame#strip { background: $surface; border-top: 1px solid $line; }
QFrame#stripCard { background: $open_card; border: 2px solid $accent; }
QWidget#stripInside { background: $open_card; }
QPushButton[kind="head"] { background: transparent; border: none; padding: 0; min-height: ${row}px; text-align: left; }
QPushButton[kind="head"]:focus { border: 2px solid $accent; padding: 0; min-height: ${row_inside}px; }
QPushButton[kind="strip"] { background: $surface; border: 1px solid $line; padding: 0; text-align: left; }
QPushButton[kind="strip"]:hover { background: $open_card; }
QPushButton[kind="strip"][current="true"] { background: $open_card; border: 2px solid $accent; }
QPushButton[kind="strip"]:focus { border: 2px solid $ink; padding: 0; }
QFrame#videoControls { background: $window; border-top: 1px solid $line; }
QWidget#totalRow, QWidget#remarkRow { background: $surface; }
QWidget#totalRow { border-bottom: 1px solid $line; }
QWidget#remarkRow { border-top: 1px solid $line; }
QFrame#panel, QFrame#sidePanel { background: $surface; border: 1px solid $edge; }
QWidget#page, QWidget#sheetInside { background: $surface; }
QWidget#printBed { background: $bed; }
QWidget#noticeBar { background: $notice; border: 1px solid $edge; }
QWidget#noticeBar QPushButton[tight="true"] { padding: 0 8px; min-height: 0; font-size: ${px13}px; }
QWidget#noticeBar QLabel[tight="true"] { font-size: ${px13}px; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="heading"] { font-size: ${px22}px; font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${px14}px; }
QLabel[role="criterion"] { font-size: ${px15}px; }
QLabel[role="code"] { color: $accent; font-weight: 600; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="good"] { color: $good; }
QFrame#badge { background: $bad; border: none; border-radius: 4px; }
QLabel[role="total"] { font-size: ${px26}px; font-weight: 700; }
QLabel[role="points"] { font-size: ${px20}px; font-weight: 600; }
QLabel[role="blank"] { color: $warn; font-size: ${px15}px; }
QLabel[role="clock"] { font-size: 72px; font-weight: 600; }
QLabel[role="clockOver"] { font-size: 72px; font-weight: 600; color: $bad; }
QLabel[role="check"] { font-size: ${px32}px; font-weight: 700; color: $accent; }
QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 4px; padding: 4px 12px; min-height: ${tall}px; }
QPushButton:hover { background: $open_card; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton:checked { background: $open_card; border: 2px solid $accent; padding: 3px 11px; font-weight: 600; }
QPushButton:checked:focus { border: 4px double $accent; padding: 1px 9px; }
QPushButton:disabled { color: $edge; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 4px double $on_accent; padding: 1px 9px; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="flat"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0; min-height: ${flat}px; text-align: left; }
QPushButton[kind="flat"]:hover { text-decoration: underline; background: transparent; }
QPushButton[kind="flat"]:focus { border: 1px solid $accent; padding: 0; }
QPushButton[kind="flat"]#recuse { padding: 0 6px; }
QPushButton[kind="flat"]:disabled { color: $edge; border-color: transparent; }
QPushButton[kind="row"] { background: transparent; border: 1px solid transparent; border-bottom: 1px solid $line; border-radius: 0; padding: 0 8px;
    min-height: ${px34}px; text-align: left; }
QPushButton[kind="row"]:hover { background: $open_card; }
QPushButton[kind="row"]:focus { border: 1px solid $accent; padding: 0 8px; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0; min-height: ${link}px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; padding: 0; }
QPushButton[kind="menu"] { background: transparent; border: 1px solid transparent; font-weight: 600; padding: 2px 6px; min-height: ${step}px; text-align: left; }
QPushButton[kind="menu"]:hover { background: $open_card; }
QPushButton[kind="menu"]:focus { border: 1px solid $accent; }
QPushButton[kind="tab"] { background: transparent; border: none; border-bottom: 3px solid transparent; border-radius: 0; padding: 4px 12px 1px; min-height: ${px30}px; }
QPushButton[kind="tab"]:hover { background: $open_card; }
QPushButton[kind="tab"]:checked { border-bottom: 3px solid $accent; color: $accent; font-weight: 600; background: $open_card; padding: 4px 12px 1px; }
QPushButton[kind="tab"]:focus { border: 2px solid $accent; padding: 2px 10px 2px; }
QWidget#topBar QPushButton { padding: 0 8px; min-height: 0; }
QWidget#topBar QPushButton:focus { padding: 0 6px; }
QWidget#topBar QPushButton[tight="yes"], QWidget#topBar QPushButton[tight="yes"]:checked { padding: 0 4px; font-weight: 400; }
QWidget#topBar QPushButton[tight="yes"]:focus { padding: 0 2px; }
QWidget#topBar QPushButton[kind="primary"] { padding: 0 12px; }
QWidget#topBar QPushButton[kind="primary"]:focus { padding: 0 9px; }
QPushButton[kind="note"] { background: transparent; border: 1px solid transparent; padding: 0; min-height: ${px23}px; text-align: left; }
QPushButton[kind="note"]:hover { background: $window; }
QPushButton[kind="note"]:focus { border: 1px solid $accent; padding: 0; }
QPushButton[kind="note"] QLabel { font-size: ${px15}px; }
QPushButton#care { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 4px; min-height: 0; font-size: ${px13}px; }
QPushButton#care[role="good"] { color: $good; }
QPushButton#care[role="bad"] { color: $bad; }
QPushButton#care:hover { text-decoration: underline; }
QPushButton#care:focus { border: 1px solid $accent; padding: 0 4px; }
QPushButton[kind="step"] { padding: 2px 8px; min-height: ${step}px; }
QPushButton[kind="step"]:checked, QPushButton[kind="step"]:focus { padding: 1px 7px; }
QPushButton[kind="step"]:checked:focus { padding: 0 5px; min-height: ${step_inside}px; }
QPushButton[begun="true"] { border: 2px dashed $accent; padding: 1px 7px; color: $accent; }
QPushButton[begun="true"]:focus { border: 2px solid $accent; }
QPushButton[kind="video"] { padding: 2px 8px; min-height: 30px; }
QPushButton[kind="video"]:focus { padding: 1px 7px; }
QToolButton#railButton { background: transparent; color: $ink; border: none; border-left: 3px solid transparent; font-size: ${px14}px; padding: 0 2px; }
QToolButton#railButton:hover { background: $open_card; }
QToolButton#railButton:checked { border-left: 3px solid $accent; color: $accent; font-weight: 600; background: $open_card; }
QToolButton#railButton:focus { border: 2px solid $accent; }
QToolButton#railButton:disabled { color: $edge; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $muted; background: $surface; color: $ink; border: 1px solid $edge; border-radius: 4px; padding: 4px 6px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 3px 5px; }
QLineEdit { min-height: ${tall}px; }
QLineEdit#cellEditor { min-height: 0; padding: 0 5px; }
QLineEdit#scoreBox { font-size: ${px26}px; padding: 0; min-height: ${box}px; border: 2px solid $accent; }
QLineEdit#scoreBox[blank="true"] { placeholder-text-color: $warn; border: 2px dashed $warn; }
QLineEdit#scoreBox[wrong="true"] { border: 2px solid $bad; }
QLineEdit#scoreBox:disabled { border: 1px solid $line; color: $muted; }
QComboBox { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 4px; padding: 4px 4px 4px 8px; min-height: ${tall}px; combobox-popup: 0; }
QComboBox:hover { background: $open_card; }
QComboBox:focus { border: 2px solid $accent; padding: 3px 3px 3px 7px; }
QComboBox:disabled { color: $edge; border-color: $line; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-$tone.svg"); width: 12px; height: 12px; }
QSpinBox { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 4px; padding: 0 1px 0 0; selection-background-color: $accent;
    selection-color: $on_accent; }
QSpinBox:focus { border: 2px solid $accent; padding: 0; }
QSpinBox QLineEdit { border: none; padding: 0 0 0 4px; min-height: 0; background: transparent; }
QSpinBox::up-button, QSpinBox::down-button { background: transparent; border: none; width: 16px; subcontrol-origin: border; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $open_card; }
QSpinBox::up-arrow { image: url("$icons/chevron-up-$tone.svg"); width: 12px; height: 12px; }
QSpinBox::down-arrow { image: url("$icons/chevron-$tone.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $edge; selection-background-color: $accent;
    selection-color: $on_accent; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${tick}px; padding: 0 8px; }
QFrame#rule { background: $line; border: none; }
QTableView { background: $surface; border: 1px solid $line; gridline-color: $line; selection-background-color: $open_card; selection-color: $ink; outline: 0; }
QTableView::item { padding: 0 6px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $open_card; color: $ink; }
QTableView:focus { border: 1px solid $accent; }
QTableView#grid::item { border: none; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $line; padding: 4px 9px; font-size: ${px14}px; }
QScrollArea { border: none; }
QFrame#focusRing { background: transparent; border: 2px solid $accent; }
QScrollArea#keyArea { border: 1px solid transparent; }
QScrollArea#keyArea:focus { border: 1px solid $accent; }
QListWidget, QTreeWidget, QListView#files { background: $surface; border: 1px solid $line; border-radius: 4px; outline: 0; }
QListWidget::item, QListView#files::item { padding: 6px 8px; border-bottom: 1px solid $line; }
QListWidget::item:selected, QListView#files::item:selected { background: $open_card; color: $ink; border-left: 3px solid $accent; padding-left: 5px; }
QListWidget:focus, QTreeWidget:focus, QListView#files:focus { border: 1px solid $accent; }
QListView#files { border-left: none; border-right: none; border-radius: 0; }
QTreeWidget::item { min-height: ${px32}px; border-left: 3px solid transparent; }
QTreeWidget::item:selected { background: $open_card; color: $ink; }
QTreeWidget::item:selected:first { border-left: 3px solid $accent; }
QFrame#hintLine { background: $notice; border: 1px solid $edge; }
QSplitter::handle { background: $line; }
QToolButton#pageBadge { background: $ink; color: $surface; border: none; border-radius: 4px; padding: 3px 12px; font-size: ${px14}px; }
QToolButton#pageBadge:focus { background: $surface; color: $ink; border: 3px solid $accent; padding: 0 9px; }
QToolButton#pageBadge::menu-indicator { image: none; }
QProgressBar { border: 1px solid $edge; border-radius: 4px; background: $surface; text-align: center; min-height: ${px20}px; color: $ink; }
QProgressBar::chunk { background: $open_card; border-bottom: 4px solid $accent; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; min-height: ${tick_inside}px; border-top: 2px solid transparent; border-bottom: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border-bottom: 2px solid $accent; }
QCheckBox::indicator, QTreeWidget::indicator, QListWidget::indicator, QListView#files::indicator { width: 14px; height: 14px; border: 2px solid $edge; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked, QTreeWidget::indicator:checked, QListWidget::indicator:checked, QListView#files::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick-$tone.svg"); }
QCheckBox::indicator:disabled { border-color: $line; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $ink; }
QRadioButton::indicator { width: 14px; height: 14px; border: 2px solid $edge; border-radius: 9px; background: $surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QScrollBar:vertical { background: $window; width: 14px; margin: 0; }
QScrollBar:horizontal { background: $window; height: 14px; margin: 0; }
QScrollBar::handle { background: $edge; border: 4px solid $window; border-radius: 7px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; width: 0; height: 0; }
QToolTip { background: $surface; color: $ink; border: 1px solid $edge; padding: 4px; }
""")


def sheet(colours: Colours, sizes: Metrics) -> str:
    """The whole sheet for one palette and one set of sizes."""
    texts = {f"px{n}": str(sizes.px(n)) for n in (13, 14, 15, 20, 22, 23, 24, 26, 30, 32, 34)}
    named = {name: value for name, value in colours._asdict().items() if isinstance(value, str)}
    high = {
        "tick": str(sizes.scaled(36)),
        "tick_inside": str(sizes.scaled(36) - 4),
        "row": str(sizes.row),
        "row_inside": str(sizes.row - 4),
        "tall": str(sizes.scaled(26)),
        "step": str(sizes.scaled(30)),
        "step_inside": str(sizes.scaled(30) - 2),
        "box": str(sizes.scaled(44) - 4),
        "link": str(max(30 if sizes.compact else 34, sizes.line(sizes.base))),
        "flat": str(max(34, sizes.line(sizes.base))),
    }
    drawn = {"icons": (resources() / "icons").as_posix(), "tone": "dark" if colours.dark else "light"}
    return _SHEET.substitute(named | texts | high | drawn)
