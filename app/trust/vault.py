"""The vault: one 32-byte master key per profile, held twice so that neither memory nor a keyring is fatal.

Once for daily use, by a passphrase or by the system's keyring; once, always, by the recovery code. A
passphrase decides: where one is given the keyring is never asked, so a test, a server and a laptop with
a broken keyring behave alike. Every other key of the profile is derived from this one or stored under it.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from app.core.errors import Corrupt, FormatError, Locked, NotForUs, UsageError
from app.core.words import say
from app.trust import keyring_box, passphrase_box, recovery, vault_file
from app.trust.age.reader import open_bytes
from app.trust.age.stream import hkdf
from app.trust.age.writer import seal_bytes
from app.trust.passphrase_box import PassphraseBox
from app.trust.vault_file import VaultFile

_KEY = 32


class Vault:
    """An opened vault. Made by `create`, `open`, `open_with_recovery` or `adopt`."""

    def __init__(self, home: Path, contents: VaultFile, master_key: bytes) -> None:
        self._home = home
        self._contents = contents
        self._master_key = master_key

    @classmethod
    def create(cls, home: Path, *, passphrase: str | None) -> tuple[Vault, str]:
        """A new vault in `home` and its recovery code, which is shown once and kept nowhere.

        Raises UsageError (there is one already, empty passphrase), Locked (no passphrase and no usable
        keyring), DiskFull or StoreError.
        """
        code = recovery.new_code()
        return cls.adopt(home, secrets.token_bytes(_KEY), code, passphrase=passphrase), code

    @classmethod
    def adopt(cls, home: Path, master_key: bytes, code: str, *, passphrase: str | None) -> Vault:
        """A vault in `home` around the `master_key` of a backup that `code` opened. Raises as `create`."""
        if cls.exists(home):
            raise UsageError(
                say("这个文件夹里已经有一个档案。", "This folder already holds a profile."),
                say("请打开它，或选择另一个文件夹。", "Open it, or choose another folder."),
                reason="exists",
            )
        if len(master_key) != _KEY:
            raise RuntimeError("a master key has 32 bytes")
        public = recovery.identity(code).public_hex
        profile = secrets.token_hex(16)
        holder = _hold(profile, master_key, passphrase)
        contents = VaultFile(profile, public, seal_bytes(master_key, [public]), holder)
        contents.save(home, master_key)
        return cls(home, contents, master_key)

    @classmethod
    def open(cls, home: Path, *, passphrase: str | None = None) -> Vault:
        """Open by `passphrase`, or by the keyring when it is None.

        Raises Locked (wrong or missing passphrase, keyring missing or locked), UsageError (no vault
        there), Corrupt or TooNew.
        """
        loaded = vault_file.load(home)
        holder, profile = loaded.contents.holder, loaded.contents.profile
        if holder is not None:
            master_key = holder.open(profile, _wanted(passphrase))
        elif passphrase is not None:
            raise _held_by_keyring()
        else:
            master_key = keyring_box.load(profile)
        return cls(home, loaded.confirm(master_key), master_key)

    @classmethod
    def open_with_recovery(cls, home: Path, code: str) -> Vault:
        """Open with nothing but the recovery code; `rewrap` then makes it openable by day again.

        Raises InvalidEntry (no recovery code), Locked (another profile's code), Corrupt or TooNew.
        """
        identity = recovery.identity(code)
        loaded = vault_file.load(home)
        if identity.public_hex != loaded.contents.recovery_public:
            raise _another_code()
        try:
            master_key = open_bytes(loaded.contents.recovery_box, [identity], limit=_KEY)
        except (FormatError, NotForUs) as error:
            raise Corrupt(
                say("档案里为恢复码保存的密钥已损坏。", "The key kept for the recovery code is damaged."),
                say("请用备份恢复。", "Restore from a backup."),
            ) from error
        return cls(home, loaded.confirm(master_key), master_key)

    @staticmethod
    def exists(home: Path) -> bool:
        """Whether `home` holds a vault."""
        return vault_file.path(home).exists()

    def rewrap(self, *, passphrase: str | None) -> None:
        """From now on open by `passphrase`, or by the keyring when it is None; the recovery code stays.

        An entry in the keyring is left there (a passphrase means the keyring is not asked): `clear_keyring`.
        Raises Locked or UsageError; the old way then still works.
        """
        holder = _hold(self._contents.profile, self._master_key, passphrase)
        self._replace(self.recovery_public, self._contents.recovery_box, holder)

    def renew_recovery(self, code: str | None = None) -> str:
        """`code`, or a new one, in place of a lost or seen one; backups made before still need the old one."""
        code = recovery.normal(code) if code else recovery.new_code()
        public = recovery.identity(code).public_hex
        self._replace(public, seal_bytes(self._master_key, [public]), self._contents.holder)
        return code

    def clear_keyring(self) -> None:
        """Remove what an earlier keyring vault left in the keyring. Raises Locked; RuntimeError while it is in use."""
        if self._contents.holder is None:
            raise RuntimeError("the keyring holds this vault")
        keyring_box.forget(self._contents.profile)

    @property
    def master_key(self) -> bytes:
        """32 bytes: for backups sealed to `recovery_public`, and nothing else."""
        return self._master_key

    @property
    def database_key(self) -> bytes:
        """32 bytes, the raw key of the profile's database."""
        return database_key_of(self._master_key)

    @property
    def recovery_public(self) -> str:
        """X25519 public key (hex) of the recovery code: backups are sealed to it without the code."""
        return self._contents.recovery_public

    @property
    def profile_id(self) -> str:
        """Random id of this vault, 32 hex digits."""
        return self._contents.profile

    @property
    def by_passphrase(self) -> bool:
        """Whether a passphrase opens it by day (else the keyring does)."""
        return self._contents.holder is not None

    def derive(self, label: str) -> bytes:
        """A 32-byte key of its own for the purpose `label` (HKDF-SHA256)."""
        return _derived(self._master_key, label)

    def _replace(self, public: str, box: bytes, holder: PassphraseBox | None) -> None:
        contents = VaultFile(self._contents.profile, public, box, holder)
        contents.save(self._home, self._master_key)
        self._contents = contents

    def __repr__(self) -> str:
        return f"Vault(profile={self.profile_id})"


def database_key_of(master_key: bytes) -> bytes:
    """The raw key of the database that belongs to the `master_key` of a backup."""
    return _derived(master_key, "database 1")


def _derived(master_key: bytes, label: str) -> bytes:
    return hkdf(master_key, b"", f"qcdesk {label}".encode())


def _hold(profile: str, master_key: bytes, passphrase: str | None) -> PassphraseBox | None:
    if passphrase is not None:
        return passphrase_box.close(profile, passphrase, master_key)
    keyring_box.store(profile, master_key)
    return None


def _wanted(passphrase: str | None) -> str:
    if passphrase is None:
        raise Locked(
            say("这个档案由口令保护。", "This profile is held by a passphrase."),
            say(
                "请输入口令（或设置 QCDESK_PASSPHRASE），忘记时用恢复码。",
                "Give the passphrase (or set QCDESK_PASSPHRASE); when forgotten, use the recovery code.",
            ),
            reason="passphrase-needed",
        )
    return passphrase


def _held_by_keyring() -> Locked:
    return Locked(
        say("这个档案由系统钥匙串保护，不用口令。", "This profile is held by the system keyring, not by a passphrase."),
        say(
            "请去掉口令（取消 QCDESK_PASSPHRASE）再试，或用恢复码打开。",
            "Try again without a passphrase (unset QCDESK_PASSPHRASE), or open with the recovery code.",
        ),
        reason="held-by-keyring",
    )


def _another_code() -> Locked:
    return Locked(
        say("这个恢复码属于另一个档案。", "This recovery code belongs to another profile."),
        say("请找到这个档案的恢复码。", "Find the recovery code of this profile."),
        reason="wrong-recovery-code",
    )
