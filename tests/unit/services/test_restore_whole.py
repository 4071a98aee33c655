"""A restore is whole or not there, whatever a kill left behind; what it replaces is moved aside and never deleted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.core import files
from app.core.errors import Corrupt, UsageError
from app.services import backup, own_snapshots
from app.services import profile as profiles
from app.services.judge import read_entries, score
from tests.fakes import desk_profile
from tests.fakes.desk_profile import PASSPHRASE, Plan
from tests.fakes.killing import kill_when

MORE = 4_000_000


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy with a remark in it, large enough that a kill finds it half written, and its code."""
    folder = tmp_path_factory.mktemp("copy")
    profile = desk_profile.make(folder / "home", Plan(entries=2))
    score.set_remark(profile, "Z-001", "有数据")
    with profile.database.write() as tx:
        tx.settings.put("ballast", "".join(f"{n:08x}" for n in range(MORE // 8)))
    code = profile.vault.renew_recovery()
    backup.off_disk(profile, folder / "a.qcbackup")
    profile.close()
    return folder / "a.qcbackup", code


def remark(home: Path) -> str:
    with profiles.opened(home, passphrase=PASSPHRASE) as profile:
        return read_entries.view(profile, "Z-001").sheet.remark


RUN = """
import sys
from pathlib import Path
from app.services import backup
backup.restore(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), passphrase=sys.argv[4])
"""


def test_a_killed_restore_is_followed_by_a_whole_one(tmp_path: Path, copied: tuple[Path, str]) -> None:
    file, code = copied
    home = tmp_path / "new"
    child = subprocess.Popen([sys.executable, "-c", RUN, str(file), code, str(home), PASSPHRASE], stdout=subprocess.PIPE)
    assert kill_when(child, lambda: any(home.rglob("desk.db")))
    assert not profiles.exists(home)
    backup.restore(file, code, home, passphrase=PASSPHRASE)
    assert remark(home) == "有数据"
    assert not (home / "restoring").exists()


def test_a_restore_cut_off_while_it_moves_in_is_no_profile_yet(tmp_path: Path, copied: tuple[Path, str]) -> None:
    """The store comes first, the vault last: what lies there in between can be restored over."""
    file, code = copied
    home, real = tmp_path / "new", files.replace

    def cut_off(source: Path, target: Path) -> None:
        real(source, target)
        if target.parent == home:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "replace", cut_off)
        with pytest.raises(KeyboardInterrupt):
            backup.restore(file, code, home, passphrase=PASSPHRASE)
    assert not profiles.exists(home)
    backup.restore(file, code, home, passphrase=PASSPHRASE)
    assert remark(home) == "有数据"


def test_a_store_that_lost_its_vault_is_moved_aside(tmp_path: Path, copied: tuple[Path, str]) -> None:
    """What an earlier version left behind when it was killed."""
    file, code = copied
    home = tmp_path / "h15"
    home.mkdir()
    (home / "desk.db").write_bytes(b"half of a store")
    backup.restore(file, code, home, passphrase=PASSPHRASE)
    assert remark(home) == "有数据"
    (aside,) = (home / "moved-aside").iterdir()
    assert aside.read_bytes() == b"half of a store"


def test_a_profile_is_replaced_only_when_it_was_given_up(tmp_path: Path, copied: tuple[Path, str]) -> None:
    file, code = copied
    home = tmp_path / "home"
    desk_profile.make(home, Plan(entries=2)).close()
    with pytest.raises(UsageError) as refused:
        backup.restore(file, code, home, passphrase=PASSPHRASE)
    assert refused.value.reason == "exists"
    backup.restore(file, code, home, passphrase=PASSPHRASE, aside=True)
    assert remark(home) == "有数据"
    assert {p.name.partition("-")[2] for p in (home / "moved-aside").iterdir()} >= {"vault.json", "desk.db"}


@pytest.mark.parametrize("how", ["half", "zeroed", "gone"])
def test_a_damaged_store_is_said_and_its_own_snapshot_comes_back(tmp_path: Path, how: str) -> None:
    home = tmp_path / "home"
    profile = desk_profile.make(home, Plan(entries=2))
    score.set_remark(profile, "Z-001", "有数据")
    backup.on_disk(profile, "desk")
    profile.close()
    damage(home, how)
    with pytest.raises(Corrupt):
        profiles.open_profile(home, passphrase=PASSPHRASE)
    (home / "backups" / "desk-20260101T000000000000Z-desk.db").write_bytes(b"no copy at all")
    vault = own_snapshots.opened_vault(home, PASSPHRASE, None)
    (found,) = own_snapshots.found(home, vault)
    own_snapshots.put_back(home, vault, found.path)
    assert remark(home) == "有数据"
    if how != "gone":
        assert list((home / "moved-aside").glob("desk-*.db"))


def damage(home: Path, how: str) -> None:
    store = home / "desk.db"
    data = store.read_bytes()
    if how == "half":
        store.write_bytes(data[: len(data) // 2])
    elif how == "zeroed":
        store.write_bytes(bytes(100) + data[100:])
    else:
        store.unlink()
