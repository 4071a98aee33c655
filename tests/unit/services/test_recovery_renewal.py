"""Another recovery code: whenever the program is killed on the way, a code that somebody has opens the profile."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import files
from app.core.errors import Locked, NotForUs
from app.services import backup, recovery_code
from app.services import profile as profiles
from app.services.profile import RECOVERY_FILE
from app.trust.vault import Vault
from tests.fakes import desk_profile
from tests.fakes.desk_profile import PASSPHRASE, Plan
from tests.fakes.qcdesk import COMMAND, Desk


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = desk_profile.make(tmp_path / "home", Plan(entries=1))
    code = recovery_code.fresh(made).code
    recovery_code.keep(made, code, in_file=True)
    made.close()
    return tmp_path / "home"


def codes(home: Path) -> list[str]:
    return (home / RECOVERY_FILE).read_text("utf-8").split()


def opens(home: Path, code: str) -> bool:
    try:
        Vault.open_with_recovery(home, code)
    except Locked:
        return False
    return True


def killed(work: Callable[[], object], at: int, *, after: bool) -> bool:
    """Whether a child that dies around its file number `at` (0…) did so."""
    child = os.fork()
    if not child:
        real, done = files.replace, [0]

        def dying(source: Path, target: Path) -> None:
            if after:
                real(source, target)
            if done[0] == at:
                os._exit(9)
            done[0] += 1
            if not after:
                real(source, target)

        files.replace = dying
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_killed_anywhere_a_written_code_opens_and_the_passphrase_too(home: Path, at: int, after: bool) -> None:
    new = recovery_code.recovery.new_code()

    def renew() -> None:
        with profiles.opened(home, passphrase=PASSPHRASE) as profile:
            recovery_code.keep(profile, new)

    assert killed(renew, at, after=after)
    assert sum(opens(home, code) for code in codes(home)) == 1
    with profiles.opened(home, passphrase=PASSPHRASE) as profile:
        recovery_code.keep(profile, new)
    assert codes(home) == [new]
    assert opens(home, new)


def test_from_the_command_line_the_old_code_ends_and_copies_keep_theirs(home: Path, tmp_path: Path) -> None:
    (old,) = codes(home)
    with profiles.opened(home, passphrase=PASSPHRASE) as profile:
        backup.off_disk(profile, tmp_path / "before.qcbackup")
    done = Desk(home, PASSPHRASE).ask("judge", "recovery-code", "--new", "--out", tmp_path / "paper.pdf")
    assert done == {"renewed": True, "file": str(home / RECOVERY_FILE), "paper": str(tmp_path / "paper.pdf")}
    (new,) = codes(home)
    assert (opens(home, old), opens(home, new)) == (False, True)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    with profiles.opened(home, passphrase=PASSPHRASE) as profile:
        backup.off_disk(profile, tmp_path / "after.qcbackup")
    assert backup.preview(tmp_path / "before.qcbackup", old).owner == backup.preview(tmp_path / "after.qcbackup", new).owner
    for copy, code in (("before", new), ("after", old)):
        with pytest.raises(NotForUs):
            backup.preview(tmp_path / f"{copy}.qcbackup", code)


def test_without_new_and_inside_the_profile_nothing_changes(home: Path) -> None:
    before, desk = codes(home), Desk(home, PASSPHRASE)
    desk.run("judge", "recovery-code", code=2)
    assert "评分档案自己的文件夹" in desk.run("judge", "recovery-code", "--new", "--out", home / "a.pdf", code=1).line
    assert codes(home) == before


@pytest.mark.parametrize("right", [True, False])
def test_at_a_terminal_the_last_group_is_typed_from_the_paper(home: Path, right: bool) -> None:
    (home / RECOVERY_FILE).unlink()
    master, slave = pty.openpty()
    words = [*COMMAND, "judge", "recovery-code", "--new"]
    environment = Desk(home, PASSPHRASE).environment
    with subprocess.Popen(words, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True) as child:
        os.close(slave)
        shown = b""
        while b"\xef\xbc\x9a" not in shown.split("最后一组".encode())[-1] or "最后一组".encode() not in shown:
            shown += os.read(master, 4096)
        found = re.search(rb"(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}", shown)
        assert found is not None
        code = found[0].decode()
        os.write(master, (code[-5:] if right else "AAAAA").lower().encode() + b"\n")
        assert child.wait(60) == (0 if right else 1)
    os.close(master)
    assert opens(home, code) == right
    assert not (home / RECOVERY_FILE).exists()
