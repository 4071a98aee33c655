"""Opening sealed files where they lie: a reader with seek, so that nothing unsealed reaches the disk.

The player and the page renderer read from any offset; each touch decrypts one 64 KiB chunk. The last
chunk is opened first, as the last: only then is the length known to be the sealer's.
"""

from __future__ import annotations

import hmac
import io
import threading
from collections.abc import Sequence
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.core.errors import TooLarge
from app.core.words import say
from app.trust.age import header, stream, x25519
from app.trust.keys import SealIdentity


class SealedReader(io.RawIOBase):
    """The unsealed bytes of a seekable sealed file. Owns `source`: closing the reader closes it, also when opening fails.

    `sealed_size` is the size promised by a manifest; another size is refused. One lock guards position
    and source, so one reader may be handed from thread to thread.
    Raises NotForUs, Malformed (altered, cut short, no age file), TooLarge or NewerFormat.
    """

    def __init__(self, source: BinaryIO, identities: Sequence[SealIdentity], *, sealed_size: int | None = None) -> None:
        super().__init__()
        self._source = source
        self._lock = threading.Lock()
        self._position = 0
        self._cached: tuple[int, bytes] = (-1, b"")
        try:
            self._open(identities, sealed_size)
        except BaseException:
            self.close()
            raise

    def _open(self, identities: Sequence[SealIdentity], sealed_size: int | None) -> None:
        end = self._source.seek(0, io.SEEK_END)
        if sealed_size is not None and end != sealed_size:
            raise header.damaged()
        head = header.parse(self._read_at(0, min(header.MAX_HEADER, end)))
        file_key = x25519.unwrap(head, identities)
        if not hmac.compare_digest(stream.header_mac(file_key, head.signed), head.mac):
            raise header.damaged()
        nonce = self._read_at(head.size, stream.NONCE)
        self._layout = stream.Layout.of(head.size + stream.NONCE, end)
        self._cipher = ChaCha20Poly1305(stream.payload_key(file_key, nonce))
        self._chunk(self._layout.chunks - 1)

    @property
    def size(self) -> int:
        """Unsealed bytes in all, vouched for by the last chunk."""
        return self._layout.plain_size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move to `offset`; past the end is allowed and reads nothing."""
        with self._lock:
            base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
            if base + offset < 0:
                raise ValueError("negative seek position")
            self._position = base + offset
            return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`; fewer bytes only at the end. Raises Malformed when a chunk does not hold."""
        view = memoryview(buffer).cast("B")
        with self._lock:
            done = 0
            wanted = max(0, min(len(view), self.size - self._position))
            while done < wanted:
                index, offset = divmod(self._position, stream.CHUNK)
                piece = self._chunk(index)[offset : offset + wanted - done]
                view[done : done + len(piece)] = piece
                done += len(piece)
                self._position += len(piece)
            return done

    def readall(self) -> bytes:
        """Everything from here to the end, in one allocation."""
        return self.read(max(0, self.size - self._position)) or b""

    def close(self) -> None:
        """Close the source too."""
        if not self.closed:
            self._source.close()
        super().close()

    def _chunk(self, index: int) -> bytes:
        if self._cached[0] != index:
            offset, length = self._layout.span(index)
            sealed = self._read_at(offset, length)
            nonce = stream.chunk_nonce(index, last=self._layout.is_last(index))
            try:
                self._cached = (index, self._cipher.decrypt(nonce, sealed, None))
            except InvalidTag as error:
                raise header.damaged() from error
        return self._cached[1]

    def _read_at(self, offset: int, length: int) -> bytes:
        self._source.seek(offset)
        data = b""
        while len(data) < length:
            if not (more := self._source.read(length - len(data))):
                raise header.damaged()
            data += more
        return data


def open_bytes(data: bytes, identities: Sequence[SealIdentity], *, limit: int) -> bytes:
    """The unsealed bytes of `data`, refused with TooLarge before any of more than `limit` bytes is made.

    Other errors as `SealedReader`.
    """
    with SealedReader(io.BytesIO(data), identities) as reader:
        if reader.size > limit:
            raise TooLarge(
                say("文件内容太大，最多 {limit} 字节。", "The content is too large; the limit is {limit} bytes.", limit=limit),
                say("这不是质评台的文件，请重新索取。", "This is not a file of this program; ask for it again."),
            )
        return reader.readall()
