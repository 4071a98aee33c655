"""What a file is, in one sentence, when there is nothing to take in here: told by its content, by its name only where the content is shut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.core.clock import Clock
from app.core.errors import FormatError, NewerFormat
from app.core.files import read_limited, translated
from app.core.text import plain
from app.core.words import say
from app.packages import documents, enrolment, sealing
from app.services.judge import enrol, invitation_text
from app.trust import envelope as dsse
from app.trust.fingerprint import device_code

LIMIT = sealing.SEALED_LIMIT
COPY = ".qcbackup"
_NAME = 60


def explain(path: Path) -> str:
    """For a start without a profile. Raises UsageError or StoreError when the file cannot be read, NewerFormat."""
    if is_large_copy(path):
        return shut(path)
    data = read_limited(path, LIMIT)
    if not sealing.is_sealed(data):
        return in_the_open(path, kind(data), data)
    if path.suffix.lower() == ".qcreceipt":
        return say(
            "“{name}”要在评分的那台电脑上打开；这里还没有评分档案。",
            "Open “{name}” on the computer the scoring was done on; there is no work here yet.",
            name=named(path),
        )
    return shut(path)


def is_invitation(path: Path) -> bool:
    """Whether there is one inside, whatever the file is called: chats rename. Raises NewerFormat, UsageError or StoreError."""
    with translated(path):
        if path.is_file() and path.stat().st_size > enrol.LIMIT:
            return False
    return kind(invitation_text.plain(read_limited(path, enrol.LIMIT))) == documents.INVITATION.name


def is_large_copy(path: Path) -> bool:
    """A copy of a whole profile may be larger than any other file of ours, and need not be read to be known."""
    with translated(path):
        return path.suffix.lower() == COPY and path.stat().st_size > LIMIT


def kind(data: bytes) -> str:
    """The kind of document that is not sealed; "" for anything else. Raises NewerFormat."""
    try:
        return dsse.parse(data, limit=LIMIT).kind
    except NewerFormat:
        raise
    except FormatError:
        return ""


def in_the_open(path: Path, kind_: str, data: bytes) -> str:
    """A file that is not sealed. Raises TrustError for one that claims more than its signature holds."""
    told: dict[str, Callable[[], str]] = {
        documents.ENROLMENT.name: lambda: _enrolment(data),
        documents.INVITATION.name: lambda: _invitation(data),
        documents.APPEAL.name: lambda: say(
            "“{name}”是申诉材料，请用 qcdesk verify 核对。", "“{name}” is an appeal pack; check it with qcdesk verify.", name=named(path)
        ),
    }
    return told[kind_]() if kind_ in told else _foreign(path)


def shut(path: Path) -> str:
    """A sealed file that no key here opens."""
    words = {
        COPY: ("“{name}”是评分的副本。要用它恢复，请在还没有打开邀请的电脑上选“从副本恢复”。本机没有改动。",
               "“{name}” is a copy of somebody's work. To use it choose “restore a copy” on a computer that has no work yet. Nothing was changed here."),
        ".qcr": ("“{name}”是评分文件，要交给组长；只有组长和组织方能打开。",
                 "“{name}” is a score file for the chair; only the chair and the organiser can open it."),
        ".qcp": ("“{name}”是小组结果，请交给组织方。", "“{name}” is a panel's result; it is for the organiser."),
        ".qcreceipt": ("“{name}”是给另一台电脑的回执，本机打不开。", "“{name}” is a receipt for another computer; it cannot be opened here."),
    }  # fmt: skip
    sealed = ("“{name}”是加密的，本机没有能打开它的钥匙。", "“{name}” is sealed, and no key here opens it.")
    return say(*words.get(path.suffix.lower(), sealed), name=named(path))


def named(path: Path) -> str:
    """The file's name as it may be shown."""
    return plain(path.name)[:_NAME]


def _enrolment(data: bytes) -> str:
    value = enrolment.read_request(data).value
    return say(
        "这是评委 {judge} 的登记文件（设备码 {code}）。请用微信或U盘交给组织方，不用在这里打开。",
        "This is judge {judge}'s enrolment (device code {code}). Send it to the organiser; it is not opened here.",
        judge=value.judge,
        code=device_code(value.sign, value.seal),
    )


def _invitation(data: bytes) -> str:
    found = enrol.preview(data, Clock().now())
    return say(
        "这是给评委 {judge} 的邀请：{label}。", "This is the invitation of judge {judge}: {label}.", judge=found.judge, label=found.label
    )


def _foreign(path: Path) -> str:
    return say(
        "“{name}”不是质评台的文件。这里能打开邀请、回执和副本。",
        "“{name}” is no file of this program. Invitations, receipts and copies are opened here.",
        name=named(path),
    )
