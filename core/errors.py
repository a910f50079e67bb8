"""The errors that a user can do something about. Each message is one sentence or two: what, where, what to do next."""


class CorpdbError(Exception):
    """Something the user can mend; the command line prints its message in one line and exits with `exit_code`."""

    exit_code = 1


class UsageError(CorpdbError):
    """The command was given something it cannot use: mend the command."""

    exit_code = 2


class DocumentError(CorpdbError):
    """One document cannot be read: mend or leave out that document; the others go on."""


class DatabaseError(CorpdbError):
    """The database cannot be reached or used as it is."""


class SchemaError(DatabaseError):
    """The database's schema is not the one that this program works with: upgrade one or the other."""


class NotFoundError(CorpdbError):
    """What was asked for is not in the database."""
