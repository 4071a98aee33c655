"""`python -m tests.screenshots FOLDER [WORD…]`: every picture, or those whose names contain one of the words."""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path

from tests.screenshots import shoot
from tests.screenshots.stage import Profiles


def main(folder: Path, words: list[str]) -> None:
    """Take the pictures; the gallery is written anew only with all of them."""
    gc.disable()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qcdesk-") as place:
        shoot.everything(Profiles(Path(place)), folder, words)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
