"""Numbers of rows, as people type them."""

LARGEST_NUMBER = 2**63 - 1  # of a row; a database is not asked for one beyond it
_MOST_DIGITS = 18  # no number of so many digits is larger


def parse_row_number(text: str) -> int | None:
    """The number of a row that `text` is; `None` if it is none that a row can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
