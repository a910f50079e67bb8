"""What a database driver's error means to the user: one sentence, and what to do next."""

import re
from collections.abc import Iterable

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

# What PostgreSQL says of a text that is too long for an index.
PROGRAM_LIMIT_EXCEEDED = "54000"

# (what the driver says, what we say): the first that matches; `{url}` is the database without its password.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"unable to open database file", "the database {url} cannot be opened; check that its folder exists and is yours"),
    (r"file is not a database|file is encrypted", "{url} is not a database; name another file with --database"),
    (
        r"database or disk is full|No space left|could not extend file",
        "the disk of {url} is full; free some space and load again: what is written stays, the rest is added",
    ),
    (
        r"attempt to write a readonly database|read-only|not authorized",
        "the database {url} may only be read, and this would write",
    ),
    (r"disk I/O error", "the disk of {url} failed or is full; free some space and load again"),
    (
        r"database is locked",
        "the database {url} is being written by another program; wait for it to end, then try again",
    ),
    (r"malformed", "the database file {url} is damaged; restore it from a copy"),
    (r"password authentication failed|no password supplied", "{url} refused the user name or the password; check both"),
    (r"database \"[^\"]*\" does not exist", "the server has no such database as {url}; make it with createdb"),
    (r"role \"[^\"]*\" does not exist", "the server of {url} has no such user; check the name in the URL"),
    (
        r"connection (refused|timeout|failed)|could not translate host|failed to resolve host|timeout expired",
        "the server of {url} cannot be reached; check the address, and that the server is running",
    ),
    (
        r"No such file or directory|Name or service not known|server closed the connection|terminating connection",
        "the server of {url} cannot be reached; check the address, and that the server is running",
    ),
    (r"permission denied", "the user of {url} may not do this; ask the owner of the database for the right"),
)


def explain_error(error: DBAPIError, url: str) -> str:
    """The sentence for `error`, with `url` (already without its password) as the place."""
    text = str(error.orig)
    for pattern, sentence in _SENTENCES:
        if re.search(pattern, text, re.IGNORECASE):
            return sentence.format(url=url)
    return f"{url}: {_first_line(text.splitlines())}"


def is_row_error(error: DBAPIError | ArithmeticError) -> bool:
    """Whether the database refuses a row for what stands in it: the fault of one document, and of nothing else."""
    if isinstance(error, ArithmeticError | DataError | IntegrityError | ProgrammingError):
        return True
    return getattr(error.orig, "sqlstate", None) == PROGRAM_LIMIT_EXCEEDED


def explain_refusal(error: DBAPIError | ArithmeticError) -> str:
    """Why the database refuses a row, in a line."""
    return _first_line(str(error if isinstance(error, ArithmeticError) else error.orig).splitlines())


def _first_line(lines: Iterable[str]) -> str:
    return next((line.strip() for line in lines if line.strip()), "the database gave no reason")
