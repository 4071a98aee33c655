"""The message beside each invitation: three steps for a person with WeChat on a computer, in the season's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.words import set_language
from app.models.season import Enrolment
from app.services.organiser import invite
from tests.fakes.laptops import set_policy
from tests.fakes.season import Season, found

JUDGE = "J-02"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return found(tmp_path_factory.mktemp("season"), entries=1, judges=2)


def messages(season: Season, out: Path, enrolment: Enrolment, *, codes: bool = False) -> str:
    set_policy(season, enrolment=enrolment)
    with season.open("organiser") as organiser:
        done, _ = invite.invite(organiser, season.repository, out, ["https://example.org/2026"], codes=codes)
    assert set(done.texts) == set(done.files) == {"J-01", JUDGE}
    return done.texts[JUDGE].read_text("utf-8")


def steps(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:2] in ("1.", "2.", "3.")]


def test_three_steps_and_what_they_are_about(season: Season, tmp_path: Path) -> None:
    text = messages(season, tmp_path / "out", Enrolment.IMMEDIATE)
    assert (tmp_path / "out" / "J-02.txt").exists()
    assert len(steps(text)) == 3
    assert "在电脑版微信打开" in steps(text)[0]
    assert "签《评审承诺书》" in steps(text)[2]
    assert "J-02.qcinvite" in text
    assert "示例市质量协会" in text
    assert "验证码" not in text
    assert not any(word in text for word in ("密钥", "签名", "加密"))


def test_what_differs_by_rule_and_language(season: Season, tmp_path: Path) -> None:
    assert "6 位验证码" in messages(season, tmp_path / "codes", Enrolment.IMMEDIATE, codes=True)
    assert "设备码" in steps(messages(season, tmp_path / "first", Enrolment.ADMITTED))[2]
    set_language("en")
    english = messages(season, tmp_path / "en", Enrolment.IMMEDIATE)
    assert "in WeChat on your computer" in steps(english)[0]
    assert not set("请微信") & set(english)
