"""Opening the profile for a command: environment first, then the keyring, then a prompt, and never a prompt unattended."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.cli.printer import Printer
from app.core import claim
from app.core.errors import Locked, UsageError
from app.core.paths import default_home
from app.core.words import say
from app.services import profile as profiles
from app.services.profile import Profile

_ASKABLE = {"passphrase-needed", "wrong-passphrase", "no-keyring", "keyring-locked", "keyring-failed", "keyring-empty"}


class Session:
    """One command's surroundings: its arguments, its printer, and the profile it may open."""

    def __init__(self, args: Namespace, printer: Printer) -> None:
        self.args, self.printer = args, printer
        self.home = Path(args.home) if args.home else default_home()
        self._spare_own_files()

    def _spare_own_files(self) -> None:
        """No `--out` may name a file that the profile lives in. Raises UsageError."""
        out = getattr(self.args, "out", None)
        if out is None or Path(out).resolve().parent != self.home.resolve() or not profiles.is_own_file(Path(out).name):
            return
        raise UsageError(
            say(
                "“{name}”是档案自己的文件，不能覆盖。",
                "“{name}” is a file of the profile itself and is not overwritten.",
                name=Path(out).name,
            ),
            say("请换一个文件名或文件夹。", "Use another name or folder."),
            reason="own-file",
        )

    @contextmanager
    def profile(self) -> Iterator[Profile]:
        """The open profile in `--home`."""
        opened = self._open()
        self._mention_desk()
        try:
            yield opened
        finally:
            opened.close()

    def _mention_desk(self) -> None:
        """Window and command share a store safely: each change is one transaction, the later waits. Only the window's picture may be older."""
        if sys.stderr.isatty() and claim.is_taken(self.home):
            self.printer.note(
                say(
                    "质评台的窗口正打开着这份档案：可以一起用，改动都会保存；窗口里重新打开那一份才看得到。",
                    "The desk has this profile open: both may be used and every change is kept; open the entry again in the window to see it.",
                )
            )

    @contextmanager
    def new_profile(self) -> Iterator[Profile]:
        """The profile in `--home`, made now when there is none; its recovery code is shown or written down."""
        if profiles.usable(self.home):
            with self.profile() as opened:
                yield opened
            return
        made, code = self._create()
        try:
            try:
                self._tell_code(made, code)
            except BaseException:
                made.close()
                profiles.discard(self.home)
                raise
            yield made
        finally:
            made.close()

    def recovery_code(self) -> str:
        """`QCDESK_RECOVERY`, or asked for. Raises Locked when nobody can be asked."""
        if code := os.environ.get("QCDESK_RECOVERY"):
            return code
        return self._ask(say("恢复码：", "Recovery code: "), say("请设置 QCDESK_RECOVERY。", "Set QCDESK_RECOVERY."))

    @property
    def attended(self) -> bool:
        """Whether somebody sits at a terminal, to read a code and to answer."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def confirmed(self, code: str) -> bool:
        """Show a recovery code and have its last group typed from the paper: only then it was written down."""
        self.printer.note(
            say(
                "新恢复码（请抄写或打印，妥善保管，只显示这一次）：", "New recovery code (write it down and keep it safe; shown only once):"
            )
        )
        self.printer.note(f"    {code}")
        typed = self._ask(say("抄好后，输入最后一组字母：", "When it is written down, type its last group: "), "")
        return "".join(typed.split()).upper() == code.rsplit("-", 1)[-1]

    def new_passphrase(self) -> str | None:
        """`QCDESK_PASSPHRASE`, or None for the keyring."""
        return profiles.passphrase_of_environment()

    def _open(self) -> Profile:
        passphrase = profiles.passphrase_of_environment()
        try:
            return profiles.open_profile(self.home, passphrase=passphrase, alone_when_full=True)
        except Locked as error:
            if code := os.environ.get("QCDESK_RECOVERY"):
                return self._by_code(code, lost=error.reason == "keyring-empty")
            if error.reason not in _ASKABLE or passphrase is not None or not sys.stdin.isatty():
                raise
        asked = self._ask(say("口令：", "Passphrase: "), say("请设置 QCDESK_PASSPHRASE。", "Set QCDESK_PASSPHRASE."))
        return profiles.open_profile(self.home, passphrase=asked, alone_when_full=True)

    def _by_code(self, code: str, *, lost: bool) -> Profile:
        """Open by the recovery code; a keyring that lost the key gets it back, so that tomorrow opens as usual."""
        opened = profiles.open_profile(self.home, recovery=code, alone_when_full=True)
        if lost and profiles.return_to_keyring(opened):
            self.printer.note(
                say("已用恢复码打开，密钥已放回系统钥匙串。", "Opened by the recovery code; the key is back in the system keyring.")
            )
        return opened

    def _create(self) -> tuple[Profile, str]:
        passphrase = profiles.passphrase_of_environment()
        try:
            return profiles.create(self.home, passphrase=passphrase)
        except Locked as error:
            if error.reason not in _ASKABLE or passphrase is not None or not sys.stdin.isatty():
                raise
        asked = self._ask(say("没有可用的钥匙串，请设一个口令：", "There is no keyring; choose a passphrase: "), "")
        return profiles.create(self.home, passphrase=asked)

    def _tell_code(self, made: Profile, code: str) -> None:
        if self.attended:
            self.printer.note(
                say("恢复码（请抄写或打印，妥善保管，只显示这一次）：", "Recovery code (write it down and keep it safe; shown only once):")
            )
            self.printer.note(f"    {code}")
            return
        place = profiles.write_recovery_code(made, code)
        self.printer.note(
            say(
                "恢复码已写入 {path}，请妥善保管后删除。",
                "The recovery code was written to {path}; keep it safe, then delete the file.",
                path=place,
            )
        )

    def _ask(self, prompt: str, hint: str) -> str:
        if not sys.stdin.isatty():
            raise Locked(
                say("需要口令或恢复码，但没有人可以询问。", "A passphrase or code is needed and nobody can be asked."),
                hint,
                reason="unattended",
            )
        return getpass.getpass(prompt)
