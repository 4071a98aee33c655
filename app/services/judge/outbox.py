"""Files that wait to be handed in: offered again at every online moment until a receipt names them."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import AppError, OfflineError
from app.core.words import say
from app.services import backup
from app.services.judge import identity
from app.services.judge.identity import JudgeIdentity
from app.services.profile import Profile
from app.store.outbox import Outgoing

SUFFIX = {"enrolment": "qcenrol", "result": "qcr", "backup": "qcbackup", "receipt": "qcreceipt", "panel": "qcp"}


@dataclass(frozen=True)
class Sent:
    """How many files went out, how many are left, and in words why the first of those stayed."""

    sent: int
    left: int
    problem: str = ""


def send(profile: Profile) -> Sent:
    """Offer every waiting file to the season's inboxes, first that takes it. Problems are kept with the file."""
    from app.services.judge import work_copy

    with profile.database.read() as tx:
        who, waiting = identity.require(tx), tx.outbox.pending()
    sent, problem = 0, ""
    for file in waiting:
        failure = _offer(profile, who, file)
        sent, problem = (sent + 1, problem) if failure is None else (sent, problem or str(failure))
        if file.kind == "backup" and failure is not None and not isinstance(failure, OfflineError):
            with profile.database.write() as tx:  # to be offline is usual, to be turned away is not
                backup.note_refused(tx, str(failure))
    work_copy.settle(profile)
    return Sent(sent, len(waiting) - sent, problem)


def unsent(profile: Profile) -> int:
    """Files for which no receipt has come yet and that were not taken by any inbox."""
    with profile.database.read() as tx:
        return tx.outbox.unsent()


def _offer(profile: Profile, who: JudgeIdentity, file: Outgoing) -> AppError | None:
    from app.sync import upload  # the network is imported when something is sent

    name = f"{file.file_sha256}.{SUFFIX[file.kind]}"
    with profile.database.read() as tx:
        content = tx.outbox.content(file.file_sha256)
    failure: AppError = OfflineError(
        say("这一季没有网上收件处。", "This season has no inbox on the network."),
        say("请把文件拷到U盘，或用微信发给组织方。", "Copy the file to a stick, or send it by chat."),
    )
    for inbox in who.inboxes:
        try:
            upload.deliver(inbox, who.judge, name, content)
        except AppError as error:
            failure = error
        else:
            with profile.database.write() as tx:
                tx.outbox.mark_sent(file.file_sha256, profile.clock.now())
            return None
    with profile.database.write() as tx:
        tx.outbox.mark_failed(file.file_sha256, str(failure), profile.clock.now())
    return failure
