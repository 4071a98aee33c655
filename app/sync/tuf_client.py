"""The newest verified state of a season, from any source that holds its metadata.

python-tuf does the thinking (chain of roots, rollback, expiry, hashes). Ours: sources instead of its own
network code, the clock in force instead of the system's, its errors in words, and `accept_expired` for a
stick that comes late: signatures and versions must still hold, only the date is waived, and it is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from tuf.api import exceptions as tuf_errors
from tuf.api.metadata import Targets, Timestamp
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from app.core.errors import AppError, BadSignature, DownloadError, Expired, Malformed, RolledBack, TrustError
from app.core.files import translated
from app.core.words import say
from app.sync.sources import Missing, Source

METADATA_LIMIT = 20 << 20
TARGET_LIMIT = 80 << 20
_SCHEME = "qcdesk:"


class _Fetcher(FetcherInterface):
    """Hands python-tuf the bytes of a source; keeps our own error so that it can be told in words."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.failure: AppError | None = None

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = unquote(url.removeprefix(_SCHEME))
        try:
            data = self.source.read(path, TARGET_LIMIT if path.startswith("targets/") else METADATA_LIMIT)
        except Missing as error:
            raise tuf_errors.DownloadHTTPError("not found", 404) from error
        except AppError as error:
            self.failure = error
            raise tuf_errors.DownloadError("source failed") from error
        if path.endswith(".root.json") and not data.lstrip().startswith(b"{"):
            raise tuf_errors.DownloadHTTPError("a page instead of the next root", 404)
        yield data


class _Updater(Updater):
    """python-tuf's updater on the clock in force (it has no setting for it; guarded by a test)."""

    def __init__(self, state: Path, fetcher: FetcherInterface, root: bytes, now: datetime) -> None:
        config = UpdaterConfig(snapshot_max_length=METADATA_LIMIT, targets_max_length=METADATA_LIMIT)
        super().__init__(str(state), _SCHEME + "metadata/", str(state), _SCHEME + "targets/", fetcher, config, bootstrap=root)
        self._trusted_set.reference_time = now

    def _update_root_symlink(self) -> None:
        """None is made: sticks cannot hold one, and the root to begin with is always given."""

    def top_targets(self) -> Targets:
        found = self._trusted_set.targets
        if not isinstance(found, Targets):
            raise RuntimeError("refresh first")
        return found

    def expiry(self) -> datetime:
        return self._trusted_set.timestamp.expires

    def first_expiry(self) -> datetime:
        """The earliest date among what was loaded before the refresh stopped."""
        loaded = self._trusted_set
        return min(loaded.root.expires, loaded.timestamp.expires) if Timestamp.type in loaded else loaded.root.expires


@dataclass(frozen=True)
class Freshness:
    """Versions of what was verified, and whether it was past its date on the clock in force."""

    timestamp: int
    expires: datetime
    accepted_expired: bool


class VerifiedSeason:
    """The verified list of a season's targets; fetches any of them, checked against its hash."""

    def __init__(self, updater: _Updater, fetcher: _Fetcher, state: Path, freshness: Freshness) -> None:
        self._updater, self._fetcher, self._state = updater, fetcher, state
        self.freshness = freshness

    def names(self) -> tuple[str, ...]:
        """Paths of all targets, sorted."""
        return tuple(sorted(self._updater.top_targets().targets))

    def fetch(self, name: str) -> bytes | None:
        """The target's bytes, or None when the season has no such target. Raises TrustError or DownloadError."""
        with in_words(self._fetcher), translated(self._state, _state_words()):
            info = self._updater.get_targetinfo(name)
            if info is None:
                return None
            place = self._updater.find_cached_target(info) or self._updater.download_target(info)
            return Path(place).read_bytes()

    def roots(self) -> tuple[bytes, ...]:
        """The chain of root metadata, version 1 first."""
        history = self._state / "root_history"
        files = sorted(history.glob("*.root.json"), key=lambda p: int(p.name.partition(".")[0]))
        return tuple(f.read_bytes() for f in files)


def refresh(source: Source, state: Path, root: bytes, now: datetime, *, accept_expired: bool = False) -> VerifiedSeason:
    """Verify the newest metadata of `source` against what `state` (a folder) holds and the pinned root version 1.

    Raises Expired, RolledBack, BadSignature, TrustError, OfflineError or DownloadError; `state` never goes back.
    """
    fetcher = _Fetcher(source)
    late = False
    with translated(state, _state_words()):
        state.mkdir(parents=True, exist_ok=True)
        with in_words(fetcher):
            updater = _Updater(state, fetcher, root, now)
            try:
                updater.refresh()
            except tuf_errors.ExpiredMetadataError as error:
                if not accept_expired:
                    raise _expired(updater.first_expiry(), now) from error
                late, updater = True, _Updater(state, fetcher, root, datetime(1970, 1, 1, tzinfo=UTC))
                updater.refresh()
    freshness = Freshness(updater._trusted_set.timestamp.version, updater.expiry(), late)
    return VerifiedSeason(updater, fetcher, state, freshness)


@contextmanager
def in_words(fetcher: _Fetcher) -> Iterator[None]:
    """The one table from python-tuf's errors to ours."""
    try:
        yield
    except (tuf_errors.BadVersionNumberError, tuf_errors.EqualVersionNumberError) as error:
        raise RolledBack(
            say("这是一份较旧的资料，比本机已有的还早。", "This is an older copy than the one already here."),
            say("请使用较新的来源；本机已有的内容没有改动。", "Use a newer source; what is here was not changed."),
        ) from error
    except tuf_errors.UnsignedMetadataError as error:
        raise BadSignature(
            say("资料的签名不是本赛季组织方的。", "The season's signature is not its organiser's."),
            say("请核对地址，并联系组织方。", "Check the address and ask the organiser."),
        ) from error
    except tuf_errors.LengthOrHashMismatchError as error:
        raise TrustError(
            say("下载的内容与签名的清单不符。", "What was downloaded does not match the signed list."),
            say("请再试一次，或换一个来源。", "Try again, or use another source."),
            reason="hash-mismatch",
        ) from error
    except tuf_errors.DownloadError as error:
        raise fetcher.failure or _no_season(error) from error
    except tuf_errors.RepositoryError as error:
        raise Malformed(
            say("资料源里的发布信息不完整。", "The source's metadata is damaged."),
            say("请换一个来源，或联系组织方。", "Use another source, or ask the organiser."),
        ) from error


def _state_words() -> str:
    """What a judge calls the folder of verified metadata."""
    return say("资料目录", "list of the season's files")


def _expired(expires: datetime, now: datetime) -> Expired:
    return Expired(
        say(
            "这份资料的发布信息已于 {expires} 过期，本机时间是 {now}。",
            "What was published here expired on {expires}; this computer's clock says {now}.",
            expires=expires.date(),
            now=now.date(),
        ),
        say(
            "请核对本机时间，或向组织方要最新的资料；确认来源可靠的，可以照旧用它继续。",
            "Check the clock, or ask for a newer copy; if you trust where it came from, you can go on with it.",
        ),
    )


def _no_season(error: Exception) -> AppError:
    return DownloadError(
        say("这个地址没有赛季资料。", "There is no season at this address."),
        say("请核对地址，或联系组织方。", "Check the address, or ask the organiser."),
        reason="missing",
    )
