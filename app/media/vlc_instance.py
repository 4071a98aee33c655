"""The one door to libVLC: loads it late, and says in words what to install when it is not there.

The binding hides a missing library in four ways: it imports and fails at the first call (NameError),
it ends the program (SystemExit), it fails to import, or it hands out None for an instance because the
plugins are missing. Instances are shared: making one costs up to seconds on a cold plugin cache.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from app.core.errors import MediaError
from app.core.words import say

_LOCK = threading.Lock()
_INSTANCES: dict[bool, Any] = {}
_OPTIONS = (
    "--no-xlib",
    "--quiet",
    "--no-osd",
    "--no-snapshot-preview",
    "--no-video-title-show",
    "--no-sub-autodetect-file",
    "--no-metadata-network-access",
)
_SILENT = ("--aout=dummy",)


def bindings() -> Any:
    """The `vlc` module; raises MediaError "no-libvlc" where libVLC cannot be loaded."""
    try:
        import vlc
    except (ImportError, OSError, NotImplementedError, NameError, AttributeError, KeyError, SystemExit) as error:
        raise no_libvlc() from error
    return vlc


def vlc_instance(*, silent: bool = False) -> Any:
    """The process-wide libVLC instance, with or without sound; raises MediaError "no-libvlc"."""
    with _LOCK:
        if silent not in _INSTANCES:
            _INSTANCES[silent] = _create(_OPTIONS + (_SILENT if silent else ()))
        return _INSTANCES[silent]


def _create(options: tuple[str, ...]) -> Any:
    module = bindings()
    try:
        instance = module.Instance(*options)
    except (NameError, AttributeError, OSError, module.VLCException) as error:
        raise no_libvlc() from error
    if instance is None:
        raise no_libvlc()
    return instance


def no_libvlc() -> MediaError:
    """What to install, named for this system."""
    zh, en = {
        "win32": ("请安装 VLC 3（64 位），再重新打开本软件。", "Install VLC 3 (64-bit), then start this program again."),
        "darwin": ("请安装 VLC 3 到“应用程序”，再重新打开本软件。", "Install VLC 3 into Applications, then start this program again."),
    }.get(
        sys.platform,
        (
            "请安装 libvlc5、libvlc-bin、vlc-plugin-base、vlc-plugin-video-output，再重新打开本软件。",
            "Install libvlc5, libvlc-bin, vlc-plugin-base and vlc-plugin-video-output, then start this program again.",
        ),
    )
    message = say(
        "这台电脑缺少视频播放组件 VLC，可先评分。", "The video component VLC is missing on this computer; scoring goes on without it."
    )
    return MediaError(message, say(zh, en), reason="no-libvlc")
