"""Which input method Qt asks on Linux, settled before the application is made.

Qt takes the name from the environment and goes without an input method when it has no plugin of that name: a judge
with fcitx could then type no Chinese, and nothing would say so. Our Qt brings the plugin for ibus, which fcitx 5
answers too, so a name without a plugin is replaced by ibus. Names that Qt can serve are left as they are.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

IBUS = "ibus"
_LIST, _ONE = "QT_IM_MODULES", "QT_IM_MODULE"
_FOLDER = "platforminputcontexts"
_BUILT_IN = ("", "none", "simple", "compose")
_TOLD = ("@im=ibus", "@im=fcitx", "@im=fcitx5")
_FILES = {"fcitx": ("fcitx5", "fcitx"), "fcitx5": ("fcitx5",)}


def settle(environ: MutableMapping[str, str]) -> str | None:
    """Name ibus in `environ` where what it names has no plugin; the name set, None when nothing was changed.

    Where Qt is told nothing, the variable for X clients says whether this desktop has an input method.
    """
    named = _named(environ)
    if not named and environ.get("XMODIFIERS") not in _TOLD:
        return None
    folders = _folders(environ)
    if any(name in _BUILT_IN or _held(name, folders) for name in named) or not _held(IBUS, folders):
        return None
    environ.pop(_LIST, None)
    environ[_ONE] = IBUS
    return IBUS


def _named(environ: MutableMapping[str, str]) -> list[str]:
    """As Qt reads it: the list when there is one, else the single name."""
    listed = [name for name in environ.get(_LIST, "").split(";") if name]
    return listed or ([environ[_ONE]] if _ONE in environ else [])


def _folders(environ: MutableMapping[str, str]) -> tuple[Path, ...]:
    """Where Qt looks for plugins: its own folder and those of QT_PLUGIN_PATH."""
    from PySide6.QtCore import QLibraryInfo

    extra = (Path(p) for p in environ.get("QT_PLUGIN_PATH", "").split(":") if p)
    return (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)), *extra)


def _held(name: str, folders: tuple[Path, ...]) -> bool:
    files = (f"lib{file}platforminputcontextplugin.so" for file in _FILES.get(name, (name,)))
    return any((folder / _FOLDER / file).is_file() for file in files for folder in folders)
