"""Take the pictures: each scene at each of its looks, saved with few colours so that the repository stays small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.screenshots.chair_scenes import CHAIR_SCENES
from tests.screenshots.chair_stage import ChairScene
from tests.screenshots.looks import Look
from tests.screenshots.scenes import SCENES, Scene
from tests.screenshots.season_scenes import SEASON_SCENES, Homes, SeasonScene
from tests.screenshots.stage import Profiles, opened
from tests.screenshots.start_scenes import START_SCENES, StartScene, sample

_S = TypeVar("_S", Scene, StartScene, ChairScene, SeasonScene)

_COMMON, _OTHERS = 160, 96
"""Colours kept as they are, and colours for all that is left (photographs and the edges of letters)."""


def everything(profiles: Profiles, folder: Path, words: Sequence[str] = ()) -> None:
    """All pictures whose names contain one of `words`; all of them without any."""
    for scene, look in wanted(SCENES, words):
        with opened(profiles.copy(scene.state), look, **scene.chosen) as stage:
            scene.show(stage)
            _take(stage.window, look.name(scene.name), folder)
    for page, look in wanted(CHAIR_SCENES, words):
        with opened(profiles.copy(page.state), look) as stage:
            page.show(stage)
            _take(page.widget(stage), look.name(page.name), folder)
    homes = Homes(profiles.folder / "organisers")
    for whole, look in wanted(SEASON_SCENES, words):
        with opened(homes.copy(whole.state), look) as stage:
            whole.show(stage)
            _take(whole.widget(stage), look.name(whole.name), folder)
    before = list(wanted(START_SCENES, words))
    if before:
        with sample(profiles.folder / "season") as published:
            for start, look in before:
                with opened(profiles.copy(start.state), look) as stage:
                    start.show(stage, published)
                    _take(stage.window, look.name(start.name), folder)


def wanted(scenes: Iterable[_S], words: Sequence[str]) -> Iterable[tuple[_S, Look]]:
    """Scenes with their looks, in the order of the gallery; `words`: only pictures whose names contain one of them."""
    for scene in scenes:
        for look in scene.looks:
            if not words or any(word in look.name(scene.name) for word in words):
                yield scene, look


def _take(widget: QWidget, name: str, folder: Path) -> None:
    save(widget.grab().toImage(), folder / f"{name}.png")
    print(name, flush=True)


def save(picture: QImage, target: Path) -> None:
    """A PNG of 256 colours: the program's own are exact, what is lost on a page's photograph is not seen."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    made = Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1)
    seen, places, counts = np.unique(np.asarray(made).reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    common = seen[np.argsort(counts)[::-1][:_COMMON]]
    others = np.array(made.quantize(_OTHERS, method=Image.Quantize.MEDIANCUT).getpalette()).reshape(-1, 3)
    palette = np.concatenate([common, others])[:256].astype(np.int32)
    nearest = np.concatenate([_nearest(part, palette) for part in np.array_split(seen.astype(np.int32), 1 + len(seen) // 4096)])
    drawn = Image.fromarray(nearest[places.reshape(-1)].astype(np.uint8).reshape(size[1], size[0]), "P")
    drawn.putpalette(palette.astype(np.uint8).tobytes())
    drawn.save(target, optimize=True)


def _nearest(colours: np.ndarray, palette: np.ndarray) -> np.ndarray:
    return ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
