"""Every key of the desk in one table, so that the sheet of keys, the settings, the tests and the bindings cannot differ.

Never bound: what an input method or a window manager owns. `refusal` says which, in words, before a person's own
choice is taken. Alt+← stays because the mouse's back button does the same. Digits, Enter, Esc and the space bar belong to the score box and the page and are not in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.words import say

ACTIONS: dict[str, tuple[str, ...]] = {
    "finish": ("Ctrl+Return", "Ctrl+Enter"),
    "entry-before": ("Ctrl+PgUp",),
    "entry-after": ("Ctrl+PgDown",),
    "page-before": ("PgUp",),
    "page-after": ("PgDown",),
    "item-before": ("Ctrl+Up",),
    "item-after": ("Ctrl+Down",),
    "next-document": ("Ctrl+Tab",),
    "note": ("Ctrl+M",),
    "kind": ("Ctrl+K",),
    "level": ("Ctrl+L",),
    "back": ("Alt+Left",),
    "find": ("Ctrl+F",),
    "go-to-page": ("Ctrl+G",),
    "mark-before": ("Ctrl+[",),
    "mark-after": ("Ctrl+]",),
    "still": ("Ctrl+J",),
    "frame-before": ("Ctrl+Shift+Left",),
    "frame-after": ("Ctrl+Shift+Right",),
    "mute": ("Ctrl+Shift+M",),
    "full-screen": ("Ctrl+Shift+H", "F11"),
    "undo": ("Ctrl+Z",),
    "redo": ("Ctrl+Y", "Ctrl+Shift+Z"),
    "layout": ("Ctrl+B",),
    "hall": ("Ctrl+E",),
    "text-larger": ("Ctrl+=",),
    "text-smaller": ("Ctrl+-",),
    "zoom-in": ("Ctrl++",),
    "zoom-out": ("Ctrl+_",),
    "fit-width": ("Ctrl+0",),
    "fit-page": ("Ctrl+H",),
    "turn-page": ("Ctrl+R",),
    "night": ("Ctrl+I",),
    "keys": ("F1", "Ctrl+/"),
}
FORBIDDEN = ("Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F", "Shift")
_REPEATED = ("PgUp", "PgDown", "Ctrl+Up", "Ctrl+Down", "Ctrl+Z", "Ctrl+Y", "Ctrl+[", "Ctrl+]", "Ctrl+Shift+Left", "Ctrl+Shift+Right")
_FIXED = {f"Ctrl+{n}" for n in range(1, 10)} | {"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"}
_READ = {"PgDown": "PgDn", "Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}
_BARE = {"PgUp", "PgDown"} | {f"F{n}" for n in range(1, 13)}


def in_force(chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The table with a person's own first keys. A choice that is refused, or of no action, counts for nothing."""
    table = dict(ACTIONS)
    for action, sequence in chosen.items():
        if action in table and not refusal(sequence, action, table):
            table[action] = (_plain(sequence), *table[action][1:])
    return table


def refusal(sequence: str, action: str, table: Mapping[str, tuple[str, ...]] = ACTIONS) -> str:
    """Why these keys cannot be had for `action`, in words; empty when they can."""
    key = _plain(sequence)
    parts = key.replace("++", "+Plus").split("+")
    held, last = set(parts[:-1]), parts[-1]
    if key in ACTIONS.get(action, ()) and key in table.get(action, ()):
        return ""
    if not key or "," in key.replace("Ctrl+,", "") or last in ("Ctrl", "Shift", "Alt", "Meta"):
        return say("只按 Shift、Ctrl 这样的键不行：它们由输入法使用。", "Shift or Ctrl alone will not do: the input method uses them.")
    if last == "Space":
        return say("空格组合由输入法使用（切换中英文、全半角）。", "Combinations with the space bar belong to the input method.")
    if key == "Ctrl+." or key == "Ctrl+Shift+F":
        return say("这是输入法的快捷键（中英文标点、简繁体）。", "The input method uses this (punctuation, traditional characters).")
    if "Alt" in held:
        return say(
            "带 Alt 的组合由系统和输入法使用，不能作唯一的办法。", "Combinations with Alt belong to the system and cannot be the only way."
        )
    if "Meta" in held:
        return say("带 Windows 键的组合由系统使用。", "Combinations with the Windows key belong to the system.")
    if "Ctrl" not in held and key not in _BARE:
        return say(
            "单独的字母、数字和符号用来打分和写字，请加 Ctrl。", "Letters, digits and signs alone are for scores and words: add Ctrl."
        )
    if key.startswith("F") and last == key and key not in table.get(action, ()):
        return say(
            "F 键只作第二种办法（许多笔记本要先按 Fn），请用 Ctrl 组合。", "F-keys are second ways only (laptops need Fn): use Ctrl."
        )
    if key in _FIXED:
        return say("这个组合已固定用于换项目或复制粘贴。", "This is fixed for items, or copy and paste.")
    if any(key == _plain(other) for name, sequences in table.items() if name != action for other in sequences):
        return say("这个组合已经用于另一个动作。", "Another action has these keys.")
    return ""


def bind(
    window: QWidget, handlers: Mapping[str, Callable[[], object]], item: Callable[[int], object], chosen: Mapping[str, str] | None = None
) -> list[QShortcut]:
    """Bind every action of the table that has a handler, and Ctrl+1…9 to items."""
    table = in_force(chosen or {})
    made = [_shortcut(window, s, handlers[action]) for action, sequences in table.items() if action in handlers for s in sequences]
    made += [_shortcut(window, f"Ctrl+{number}", partial(item, number - 1)) for number in range(1, 10)]
    return made


def release(shortcuts: Iterable[QShortcut]) -> None:
    """Before other keys are bound."""
    for shortcut in shortcuts:
        shortcut.setEnabled(False)
        shortcut.deleteLater()


def shown(sequences: Iterable[str]) -> str:
    """For reading: "Ctrl+PgDn", "Alt+←", the second way after a stroke."""
    return " / ".join(dict.fromkeys(_read(s) for s in sequences))


def _read(sequence: str) -> str:
    """As it is printed on the keys; Qt writes Ctrl+Shift+- as Ctrl+_."""
    if sequence == "Ctrl+_":
        return "Ctrl+Shift+-"
    held, plus, last = sequence.rpartition("+")
    return held + plus + _READ.get(last, last)


def _plain(sequence: str) -> str:
    """One spelling for one combination."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)


def _shortcut(window: QWidget, sequence: str, handler: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(sequence), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(sequence in _REPEATED)
    shortcut.activated.connect(handler)
    return shortcut
