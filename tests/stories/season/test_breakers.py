"""What a stranger broke once: each stays mended."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.core.errors import Corrupt, UsageError
from app.core.files import read_limited
from app.services import backup
from app.services import profile as profiles
from app.sync.sources import open_source
from app.trust import recovery


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "scores.qcr"
    os.mkfifo(pipe)
    with pytest.raises(UsageError):
        read_limited(pipe, 100)


def test_a_pipe_is_no_backup_either(tmp_path: Path) -> None:
    pipe = tmp_path / "整机.qcbackup"
    os.mkfifo(pipe)
    code = recovery.new_code()
    with pytest.raises(UsageError, match="不是普通文件"):
        backup.preview(pipe, code)
    with pytest.raises(UsageError, match="不是普通文件"):
        backup.restore(pipe, code, tmp_path / "home", passphrase="demo")
    assert not (tmp_path / "home").exists()


def test_an_address_that_is_none_is_said_in_words() -> None:
    with pytest.raises(UsageError):
        open_source("http://[::1")


def test_a_profile_that_lost_its_store_says_so(tmp_path: Path) -> None:
    made, _ = profiles.create(tmp_path / "home", passphrase="demo")
    made.close()
    (tmp_path / "home" / profiles.DATABASE).write_bytes(b"")
    with pytest.raises(Corrupt):
        profiles.open_profile(tmp_path / "home", passphrase="demo")


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patched:
        patched.setattr(profiles.Database, "open", full)
        with pytest.raises(OSError):
            profiles.create(home, passphrase="demo")
    assert not profiles.exists(home)
    made, code = profiles.create(home, passphrase="demo")
    made.close()
    assert code
