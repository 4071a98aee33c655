"""`python -m tests.screenshots FOLDER [WORD…]`: every picture, or those whose names contain one of the words."""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path

from tests.fakes.put_away import never_settle
from tests.screenshots import gallery, shoot
from tests.screenshots.stage import Profiles


def main(folder: Path, words: list[str]) -> None:
    """Take the pictures; the gallery is written anew, and what is not taken any more removed, only with all of them."""
    gc.disable()
    never_settle()
    folder.mkdir(parents=True, exist_ok=True)
    for old in () if words else folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="qcdesk-") as place:
        shoot.everything(Profiles(Path(place)), folder, words)
    if not words:
        gallery.write(folder)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):  # a word that asks is no folder to be filled for half an hour
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
