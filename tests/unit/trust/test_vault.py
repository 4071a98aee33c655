"""The vault under a passphrase, under no keyring at all, and under nothing but the recovery code."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import AppError, Corrupt, InvalidEntry, Locked, TooNew, UsageError
from app.trust import recovery
from app.trust.age.reader import open_bytes
from app.trust.age.writer import seal_bytes
from app.trust.vault import Vault

PASSPHRASE = "质评 2026 correct horse"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str, Vault]:
    """The bytes of one vault.json, its recovery code, and the vault that wrote it."""
    home = tmp_path_factory.mktemp("profile")
    vault, code = Vault.create(home, passphrase=PASSPHRASE)
    return (home / "vault.json").read_bytes(), code, vault


@pytest.fixture
def home(made: tuple[bytes, str, Vault], tmp_path: Path) -> Path:
    (tmp_path / "vault.json").write_bytes(made[0])
    return tmp_path


def _edit(home: Path, change: Any) -> None:
    value = json.loads((home / "vault.json").read_text())
    change(value)
    (home / "vault.json").write_text(json.dumps(value))


def test_passphrase_opens_what_was_made(made: tuple[bytes, str, Vault], home: Path) -> None:
    vault = Vault.open(home, passphrase=PASSPHRASE)
    assert vault.master_key == made[2].master_key
    assert len({vault.master_key, vault.database_key, vault.derive("other")}) == 3
    assert len(vault.database_key) == 32
    assert vault.by_passphrase
    assert vault.database_key == made[2].database_key
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in PASSPHRASE)
    assert Vault.open(home, passphrase=wide).master_key == vault.master_key


def test_wrong_missing_and_empty_passphrases(home: Path, tmp_path: Path) -> None:
    for passphrase, reason in (("wrong", "wrong-passphrase"), ("", "wrong-passphrase"), (None, "passphrase-needed")):
        with pytest.raises(Locked) as caught:
            Vault.open(home, passphrase=passphrase)
        assert caught.value.reason == reason
        assert caught.value.hint
    with pytest.raises(UsageError):
        Vault.create(tmp_path / "empty", passphrase=" ")
    assert not Vault.exists(tmp_path / "empty")


def test_the_file_is_private_and_holds_no_key(made: tuple[bytes, str, Vault], tmp_path: Path) -> None:
    vault, code = Vault.create(tmp_path, passphrase=PASSPHRASE)
    written = tmp_path / "vault.json"
    if os.name != "nt":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    for secret in (vault.master_key.hex(), code, code.replace("-", ""), PASSPHRASE, recovery.identity(code).secret_hex):
        assert secret not in written.read_text()
    assert vault.master_key.hex() not in repr(vault)
    with pytest.raises(UsageError) as caught:
        Vault.create(tmp_path, passphrase=PASSPHRASE)
    assert caught.value.reason == "exists"


def test_recovery_code_alone_opens_and_a_new_passphrase_follows(made: tuple[bytes, str, Vault], home: Path) -> None:
    vault = Vault.open_with_recovery(home, made[1].lower().replace("-", " "))
    assert vault.master_key == made[2].master_key
    vault.rewrap(passphrase="new")
    assert Vault.open(home, passphrase="new").master_key == vault.master_key
    assert Vault.open_with_recovery(home, made[1]).master_key == vault.master_key
    with pytest.raises(Locked):
        Vault.open(home, passphrase=PASSPHRASE)


def test_another_code_and_no_code(home: Path) -> None:
    with pytest.raises(Locked) as caught:
        Vault.open_with_recovery(home, recovery.new_code())
    assert caught.value.reason == "wrong-recovery-code"
    with pytest.raises(InvalidEntry):
        Vault.open_with_recovery(home, "0000")


def test_a_renewed_code_replaces_the_old_one(made: tuple[bytes, str, Vault], home: Path) -> None:
    code = Vault.open(home, passphrase=PASSPHRASE).renew_recovery()
    assert Vault.open_with_recovery(home, code).master_key == made[2].master_key
    assert Vault.open(home, passphrase=PASSPHRASE).recovery_public == recovery.identity(code).public_hex
    with pytest.raises(Locked):
        Vault.open_with_recovery(home, made[1])


def test_a_backup_sealed_without_the_code_opens_on_another_machine(made: tuple[bytes, str, Vault], tmp_path: Path) -> None:
    backup = seal_bytes(made[2].master_key, [made[2].recovery_public])
    master_key = open_bytes(backup, [recovery.identity(made[1])], limit=32)
    adopted = Vault.adopt(tmp_path, master_key, made[1], passphrase="elsewhere")
    assert adopted.database_key == made[2].database_key
    assert adopted.profile_id != made[2].profile_id
    assert Vault.open_with_recovery(tmp_path, made[1]).database_key == made[2].database_key


def test_a_slipped_in_recovery_key_is_refused(home: Path) -> None:
    thief = recovery.new_code()
    _edit(home, lambda v: v["recovery"].update(public=recovery.identity(thief).public_hex))
    with pytest.raises(Corrupt):
        Vault.open(home, passphrase=PASSPHRASE)
    with pytest.raises(Corrupt):
        Vault.open_with_recovery(home, thief)


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.update(extra=1),
        lambda v: v.pop("check"),
        lambda v: v.update(profile="../x"),
        lambda v: v.update(profile=7),
        lambda v: v.update(version=0),
        lambda v: v.update(check="é"),
        lambda v: v["recovery"].update(public="00"),
        lambda v: v["recovery"].update(box="AA"),
        lambda v: v["holder"].update(kind="paper"),
        lambda v: v["holder"].update(passes=1),
        lambda v: v["holder"].update(passes=3.0),
        lambda v: v["holder"].update(memory_kib=1 << 30),
        lambda v: v["holder"].update(lanes="4"),
        lambda v: v["holder"].update(salt=""),
        lambda v: v.update(holder=None),
    ],
)
def test_a_changed_file_is_corrupt(home: Path, change: Any) -> None:
    _edit(home, change)
    with pytest.raises(Corrupt):
        Vault.open(home, passphrase=PASSPHRASE)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"version":1,"version":1}', b"\xff", b"0" * 70_000])
def test_what_is_no_vault_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "vault.json").write_bytes(data)
    with pytest.raises(AppError) as caught:
        Vault.open(tmp_path, passphrase=PASSPHRASE)
    assert caught.value.reason in ("corrupt", "too-large")


def test_newer_and_missing_vaults(home: Path, tmp_path: Path) -> None:
    _edit(home, lambda v: v.update(version=2, anything="new"))
    with pytest.raises(TooNew):
        Vault.open(home, passphrase=PASSPHRASE)
    with pytest.raises(UsageError):
        Vault.open(tmp_path / "nowhere", passphrase=PASSPHRASE)


def test_passphrase_never_imports_keyring_and_no_keyring_says_so(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from app.core.errors import Locked
        from app.trust.vault import Vault
        a, b = Path(sys.argv[1], "a"), Path(sys.argv[1], "b")
        Vault.create(a, passphrase="p")
        Vault.open(a, passphrase="p")
        assert "keyring" not in sys.modules
        try:
            Vault.create(b, passphrase=None)
        except Locked as error:
            print(error.reason, "QCDESK_PASSPHRASE" in error.hint, Vault.exists(b))
        vault, code = Vault.create(b, passphrase="fallback")
        print(Vault.open(b, passphrase="fallback").master_key == vault.master_key)
    """)
    for backend in ("keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"):
        folder = tmp_path / backend
        done = _python(script, folder, PYTHON_KEYRING_BACKEND=backend)
        assert done.stdout.split("\n")[:2] == ["no-keyring True False", "True"], done.stderr


def test_a_guess_at_a_passphrase_of_the_program_is_dear(tmp_path: Path) -> None:
    """RFC 9106, second recommended option, in a process of its own: vaults made in this one are cheap (tests/conftest.py)."""
    done = _python(
        'import sys; from pathlib import Path; from app.trust.vault import Vault; Vault.create(Path(sys.argv[1]), passphrase="p")', tmp_path
    )
    assert done.returncode == 0, done.stderr
    holder = json.loads((tmp_path / "vault.json").read_text())["holder"]
    assert (holder["passes"], holder["lanes"], holder["memory_kib"]) == (3, 4, 64 << 10)


def _python(script: str, *arguments: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    home = {"PYTHONPATH": os.fspath(Path(__file__).parents[3])}
    return subprocess.run(
        [sys.executable, "-c", script, *map(os.fspath, arguments)],
        env=os.environ | home | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
