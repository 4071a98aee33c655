"""Take the pictures: each scene at each of its looks, saved with few colours so that the repository stays small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage

from tests.screenshots.looks import Look
from tests.screenshots.scenes import SCENES, Scene
from tests.screenshots.stage import Profiles, opened

_COLOURS = 192


def everything(profiles: Profiles, folder: Path, words: Sequence[str] = ()) -> None:
    """All pictures whose names contain one of `words`; all of them without any."""
    for scene, look in wanted(words):
        name = look.name(scene.name)
        with opened(profiles.copy(scene.state), look, **scene.chosen) as stage:
            scene.show(stage)
            save(stage.window.grab().toImage(), folder / f"{name}.png")
        print(name, flush=True)  # noqa: T201  it is a command


def wanted(words: Sequence[str]) -> Iterable[tuple[Scene, Look]]:
    """Scenes with their looks, in the order of the gallery."""
    for scene in SCENES:
        for look in scene.looks:
            if not words or any(word in look.name(scene.name) for word in words):
                yield scene, look


def save(picture: QImage, target: Path) -> None:
    """A PNG of at most 192 colours: a screen has few, and what is lost on a page's photograph is not seen."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    made = Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1)
    made.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
