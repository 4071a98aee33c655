"""What each action of the key table is called, in the language in force: the sheet of keys and the settings share it."""

from __future__ import annotations

from app.core.words import say

GROUPS: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = (
    (("打分", "Scoring"), ("finish", "item-before", "item-after", "undo", "redo", "level", "note", "kind")),
    (
        ("成果与资料", "Entries and documents"),
        (
            "entry-before",
            "entry-after",
            "next-document",
            "page-before",
            "page-after",
            "go-to-page",
            "find",
            "back",
            "mark-before",
            "mark-after",
            "still",
            "full-screen",
            "frame-before",
            "frame-after",
            "mute",
        ),
    ),
    (
        ("画面", "Window"),
        ("layout", "hall", "text-larger", "text-smaller", "zoom-in", "zoom-out", "fit-width", "fit-page", "turn-page", "night", "keys"),
    ),
)
_NAMES = {
    "finish": ("完成并下一份未评", "Finish, next unscored"),
    "entry-before": ("上一份成果", "Entry before"),
    "entry-after": ("下一份成果", "Next entry"),
    "page-before": ("上一页（任何位置）", "Page before (anywhere)"),
    "page-after": ("下一页（任何位置）", "Next page (anywhere)"),
    "item-before": ("上一项", "Item before"),
    "item-after": ("下一项", "Next item"),
    "next-document": ("换资料", "Next document"),
    "note": ("在这一页、这一秒记一条", "Note on this page or second"),
    "level": ("建议等级（本季要求或允许时）", "Proposed level (where the season has it)"),
    "kind": ("换意见类别", "Kind of note"),
    "find": ("查找，再按查全部成果", "Find, again in all entries"),
    "back": ("跳转后返回（或鼠标后退键）", "Back after a jump (or mouse back)"),
    "go-to-page": ("转到页", "Go to page"),
    "mark-before": ("上一条记录处", "Place of the note before"),
    "mark-after": ("下一条记录处", "Place of the next note"),
    "still": ("截取视频画面，记一条", "Still of the video, as a note"),
    "full-screen": ("视频全屏", "Video full screen"),
    "frame-before": ("视频退一帧", "Video one picture back"),
    "frame-after": ("视频进一帧", "Video one picture on"),
    "mute": ("视频静音", "Mute the video"),
    "undo": ("撤销", "Undo"),
    "redo": ("重做", "Redo"),
    "layout": ("评分栏 → 评分条 → 收起", "Column → strip → hidden"),
    "hall": ("发表现场", "Presentation hall"),
    "text-larger": ("文字放大", "Larger text"),
    "text-smaller": ("文字缩小", "Smaller text"),
    "zoom-in": ("页面放大", "Larger page"),
    "zoom-out": ("页面缩小", "Smaller page"),
    "fit-width": ("适合宽度", "Fit width"),
    "fit-page": ("整页", "Whole page"),
    "turn-page": ("旋转页面", "Turn the page"),
    "night": ("反色阅读", "Night reading"),
    "keys": ("本页：快捷键", "This sheet"),
}
_FIXED = (
    (("数字", "Digits"), ("打分，-4 表示扣 4 分", "Score; -4 takes 4 off")),
    (("Enter / Esc", "Enter / Esc"), ("记下并到下一项 / 放弃", "Accept, next item / drop")),
    (("Ctrl+1…9", "Ctrl+1…9"), ("第几项", "Item by number")),
    (("空格 / 退格", "Space / Backspace"), ("下一屏 / 上一屏", "Screen on / back")),
    (("总表：Ctrl+Tab", "Table: Ctrl+Tab"), ("离开表格，到按钮", "Leave the cells")),
    (("视频：空格", "Video: Space"), ("播放、暂停", "Play, pause")),
    (("视频：← →", "Video: ← →"), ("5 秒，加 Ctrl 30 秒，加 Shift 1 秒", "5 s, with Ctrl 30 s, with Shift 1 s")),
    (("视频：↑ ↓", "Video: ↑ ↓"), ("音量", "Loudness")),
    (("视频：[ ]", "Video: [ ]"), ("速度 0.75–2×", "Speed 0.75–2×")),
    (("视频：Home", "Video: Home"), ("从头看", "From the start")),
)


def name(action: str) -> str:
    """What the action does, in a few words."""
    return say(*_NAMES[action])


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(title, actions) in the order they are shown."""
    return tuple((say(*title), actions) for title, actions in GROUPS)


def fixed() -> tuple[tuple[str, str], ...]:
    """(keys, what they do) of keys that belong to the score box, the page and the video."""
    return tuple((say(*keys), say(*words)) for keys, words in _FIXED)
