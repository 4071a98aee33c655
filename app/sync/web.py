"""One connection pool, and the one table from urllib3's errors to ours, for what is fetched and what is handed in.

Redirects are followed for reading only (a host that moved to https): what arrives is judged by hashes. A
credential never follows a redirect.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import urllib3

from app.core.addresses import shown
from app.core.errors import AppError, DownloadError, OfflineError
from app.core.words import say

CONNECT_SECONDS = 10.0
READ_SECONDS = 15.0
"""A longer silence is a broken line: what came is kept, and whoever cancels does not wait longer than this."""
_UNREACHED = (
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ConnectTimeoutError,
    urllib3.exceptions.NameResolutionError,
    urllib3.exceptions.ProxyError,
)


def pool(*, connect: float = CONNECT_SECONDS, read: float = READ_SECONDS, redirects: int = 3) -> urllib3.PoolManager:
    """A pool that never retries by itself; seconds to connect and between two pieces of an answer."""
    retries = urllib3.Retry(total=None, connect=0, read=False, status=0, other=0, redirect=redirects or False)
    return urllib3.PoolManager(timeout=urllib3.Timeout(connect=connect, read=read), retries=retries, maxsize=4)


@contextmanager
def in_words(address: str, hint: str = "") -> Iterator[None]:
    """Turn errors of the connection to `address` into OfflineError or DownloadError; an AppError passes through."""
    try:
        yield
    except AppError:
        raise
    except (urllib3.exceptions.HTTPError, OSError) as error:
        cause = error.reason if isinstance(error, urllib3.exceptions.MaxRetryError) else error
        if isinstance(cause, _UNREACHED):
            raise _offline(address) from error
        if isinstance(cause, urllib3.exceptions.SSLError):
            raise _untrusted(address) from error
        raise DownloadError(
            say("与 {address} 的连接中断。", "The connection to {address} broke.", address=shown(address)),
            hint or say("已下载的部分保留；请再试一次。", "What was downloaded is kept; try again."),
            reason="broken",
        ) from error


def _offline(address: str) -> OfflineError:
    return OfflineError(
        say("连不上 {address}。", "{address} cannot be reached.", address=shown(address)),
        say("离线不影响评分；有网络时再试，或用U盘。", "Scoring goes on offline; try again with a network, or use a stick."),
    )


def _untrusted(address: str) -> OfflineError:
    return OfflineError(
        say("{address} 的安全证书不被信任。", "The certificate of {address} is not trusted.", address=shown(address)),
        say(
            "请检查电脑的时间和网络（是否要先登录），或用U盘。", "Check this computer's clock and network (a login page?), or use a stick."
        ),
        reason="certificate",
    )
