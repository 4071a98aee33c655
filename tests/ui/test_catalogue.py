"""English is whole, and the check that says so can fail."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

_PLACE = Path(__file__).resolve().parents[2] / "packaging" / "catalogues.py"


@pytest.fixture
def catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", _PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


def test_every_text_has_its_english(catalogues: ModuleType) -> None:
    assert catalogues.check() == []


def test_a_lost_and_an_unfinished_text_are_found(catalogues: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = catalogues.CATALOGUE.read_text(encoding="utf-8")
    damaged = text.replace("<source>满分</source>", "<source>没有这一句</source>", 1)
    damaged = damaged.replace("<translation>Check code (write", '<translation type="unfinished">Check code (write', 1)
    (tmp_path / "qcdesk_en.ts").write_text(damaged, encoding="utf-8")
    monkeypatch.setattr(catalogues, "CATALOGUE", tmp_path / "qcdesk_en.ts")
    wrong = catalogues.check()
    assert [w for w in wrong if w.startswith("missing") and "满分" in w]
    assert [w for w in wrong if w.startswith("unfinished")]
    assert [w for w in wrong if w.startswith("not used")]
    assert [w for w in wrong if "qcdesk_en.qm" in w]


def test_a_number_before_a_word_for_many_is_found(catalogues: ModuleType) -> None:
    assert catalogues.of_many("{n} entries left") == catalogues.of_many("about {n} reads") == catalogues.of_many("{n} are here") is True
    assert catalogues.of_many("{code} is left") == catalogues.of_many("entries: {n}") == catalogues.of_many("{n} of {all}") is False
