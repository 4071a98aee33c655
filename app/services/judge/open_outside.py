"""Handing an Office original to another program: only when the judge asks for it, as a copy that is taken back.

The one place where a submission is written in the clear: a folder of its own among the system's temporary files, for this
user alone, read-only. The profile notes the folder, so that one left behind by a crash is found and removed later.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
from pathlib import Path

from app.core.errors import UsageError
from app.core.files import CHUNK, atomic_write, translated
from app.core.text import file_part
from app.core.words import say
from app.media.office_kind import kind_of
from app.services.judge.open_document import open_document
from app.services.profile import Profile

_NOTED, _PREFIX = "outside-folder", "qcdesk-outside-"


def hand_out(profile: Profile, code: str, sha256: str, folder: Path | None = None) -> Path:
    """A readable copy of one document, in `folder` (an earlier answer's parent) or in a new one. Any thread, on its own profile.

    Raises UsageError for what is no Office file without macros, and as `open_document`; DiskFull, StoreError.
    """
    opened = open_document(profile, code, sha256)
    with opened.reader as reader:
        kind = kind_of(reader)
        if kind is None:
            raise UsageError(
                say("“{name}”不是普通的 Office 文件，或含有宏，不交给别的程序。", "“{name}” is no plain Office file, or has macros; it is not handed to another program.", name=opened.document.title),
                say("请联系组织方，请其提供 PDF。", "Ask the organiser for a PDF."),
                reason="no-office-file",
            )  # fmt: skip
        target = (folder or _new_folder(profile)) / f"{file_part(code)}-{sha256[:8]}{kind}"
        if not target.exists():
            reader.seek(0)
            # whole or not there: half a copy would be taken for the document the next time it is asked for
            atomic_write(target, lambda out: shutil.copyfileobj(reader, out, CHUNK), mode=stat.S_IRUSR)
            with translated(target):
                target.chmod(stat.S_IRUSR)  # once more, for Windows
    return target


def take_back(profile: Profile, but: Path | None = None) -> bool:
    """Delete the folder that was noted, unless it is `but` (still in use); False while another program holds a file in it."""
    with profile.database.read() as tx:
        noted = tx.settings.get(_NOTED)
    if not noted or (but is not None and Path(noted) == but):
        return True
    if not _removed(Path(noted)):
        return False
    with profile.database.write() as tx:
        tx.settings.put(_NOTED, "")
    return True


def _new_folder(profile: Profile) -> Path:
    take_back(profile)
    with translated(Path(tempfile.gettempdir())):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    with profile.database.write() as tx:
        tx.settings.put(_NOTED, str(folder))
    return folder


def _removed(folder: Path) -> bool:
    """Nothing but a folder that `_new_folder` made is ever removed."""
    ours = folder.name.startswith(_PREFIX) and folder.parent == Path(tempfile.gettempdir())
    if not ours or folder.is_symlink() or not folder.is_dir():
        return True
    try:
        for place in folder.iterdir():
            place.chmod(stat.S_IRUSR | stat.S_IWUSR)  # Windows deletes nothing that is read-only
        shutil.rmtree(folder)
    except OSError:
        return False
    return True
