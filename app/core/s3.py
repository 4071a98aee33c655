"""Addresses of object stores, and links to them that carry their own permission (AWS Signature Version 4).

Twenty lines of standard library instead of an SDK: the whole program only ever asks for one object by name.
Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)", Amazon S3 API reference.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlsplit

from app.core.errors import UsageError
from app.core.words import say

VALID_SECONDS = 3600


@dataclass(frozen=True)
class S3Key:
    """Who asks: access key, secret key, region and, for borrowed keys, a session token."""

    access: str
    secret: str
    region: str
    token: str = ""

    def __repr__(self) -> str:
        return f"S3Key(access={self.access!r}, region={self.region!r})"


@dataclass(frozen=True)
class S3Place:
    """Where: the endpoint's URL, bucket and prefix of `s3://bucket/prefix?endpoint=https://…`."""

    endpoint: str
    bucket: str
    prefix: str

    def url(self, path: str) -> str:
        """The object's URL in path style (a bucket needs no name server entry of its own)."""
        return f"{self.endpoint}/{quote('/'.join(p for p in (self.bucket, self.prefix, path) if p), safe='/-_.~')}"


def parse(address: str, region: str) -> S3Place:
    """Read an s3 address; without `endpoint` it is Amazon's. Raises UsageError."""
    parts = urlsplit(address)
    endpoint = parse_qs(parts.query).get("endpoint", [f"https://s3.{region}.amazonaws.com"])[0].rstrip("/")
    if parts.scheme != "s3" or not parts.netloc or urlsplit(endpoint).scheme not in ("http", "https"):
        raise UsageError(
            say("存储地址写法不对：{address}", "The store's address is not right: {address}", address=address[:80]),
            say("例如 s3://桶/前缀?endpoint=https://…", "For example s3://bucket/prefix?endpoint=https://…"),
        )
    return S3Place(endpoint, parts.netloc, parts.path.strip("/"))


def presign(method: str, url: str, key: S3Key, now: datetime, seconds: int = VALID_SECONDS) -> str:
    """`url` (already percent-encoded, no query) with the permission to do `method` on it for `seconds`."""
    parts, moment = urlsplit(url), now.astimezone(UTC)
    stamp, day = moment.strftime("%Y%m%dT%H%M%SZ"), moment.strftime("%Y%m%d")
    scope = f"{day}/{key.region}/s3/aws4_request"
    values = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{key.access}/{scope}",
        "X-Amz-Date": stamp,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": "host",
    } | ({"X-Amz-Security-Token": key.token} if key.token else {})
    query = "&".join(f"{name}={quote(value, safe='-_.~')}" for name, value in sorted(values.items()))
    asked = f"{method}\n{parts.path}\n{query}\nhost:{parts.netloc}\n\nhost\nUNSIGNED-PAYLOAD"
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    signing = f"AWS4{key.secret}".encode()
    for word in (day, key.region, "s3", "aws4_request"):
        signing = hmac.new(signing, word.encode(), hashlib.sha256).digest()
    return f"{url}?{query}&X-Amz-Signature={hmac.new(signing, text.encode(), hashlib.sha256).hexdigest()}"
