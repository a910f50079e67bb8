"""One place that a document is read from: a file, or standard input."""

import errno
import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpdb.core.errors import DocumentError

DEFAULT_MAX_SIZE = 10_000_000
"""The largest document that is read unless told otherwise, in bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document's place. `name` is for people: the path as the user gave it, with the way down from there.

    `path` is the file's real, absolute path; `data` is the content of what has no path. `problem` is what went wrong
    already on the way there, a sentence that lacks its subject.
    """

    name: str
    path: str | None = None
    data: bytes = b""
    problem: str | None = None

    @property
    def address(self) -> str:
        """Where the document is, as a URI: `file://` and the real path, or `stdin:` and the start of its hash."""
        return Path(self.path).as_uri() if self.path else f"stdin:{hash_content(self.data)[:16]}"

    def read(self, max_size: int = DEFAULT_MAX_SIZE) -> bytes:
        """The content; a `DocumentError` if it cannot be read, or has more than `max_size` bytes."""
        if self.problem:
            raise DocumentError(f"{self.name} {self.problem}")
        if self.path is None:
            if len(self.data) > max_size:
                raise DocumentError(f"{self.name} has more than the {_advise_size(max_size)}")
            return self.data
        try:
            return self._read_file(self.path, max_size)
        except OSError as error:
            raise DocumentError(f"{self.name} cannot be read: {explain_error(error)}.") from error

    def _read_file(self, path: str, max_size: int) -> bytes:
        # Opened without waiting, since a named pipe would keep us waiting for a writer.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123, a `Path` cannot open a descriptor
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise DocumentError(f"{self.name} is not an ordinary file: give its content on standard input, with -.")
            if status.st_size > max_size:
                size = _show_size(status.st_size)
                raise DocumentError(f"{self.name} has {size}, more than the {_advise_size(max_size)}")
            return file.read(max_size + 1)


def hash_content(data: bytes) -> str:
    """The SHA-256 of a document's content, in hexadecimal digits: its identity from one load to the next."""
    return sha256(data).hexdigest()


def _advise_size(max_size: int) -> str:
    return f"{_show_size(max_size)} that are read of one document: split it, or raise the limit with --max-size."


def _show_size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size:,} bytes"  # noqa: PLR2004


def explain_error(error: OSError) -> str:
    """Why a file or folder cannot be read, and what to do about it."""
    match error.errno:
        case errno.EACCES | errno.EPERM:
            return "permission denied; ask its owner for the right to read it"
        case errno.ENOENT:
            return "it is no longer there, or is a link to nothing"
        case errno.ELOOP:
            return "it is a link that leads back to itself"
        case _:
            return f"{error.strerror}; mend it, or leave it out"
