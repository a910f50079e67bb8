"""Values that documents state about themselves, brought to the form that `Document` promises; never guessed."""

import re
from datetime import date

_DATE = re.compile(r"([12]\d{3})(?:[-/](\d{2})(?:[-/](\d{2}))?)?(?:[T ].*)?", re.DOTALL)
_COMPACT_DATE = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?:T.*)?", re.DOTALL)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def parse_date(value: str | None) -> str | None:
    """The ISO 8601 date, or its prefix, of a stated date or time: `2023-11-27` of `2023-11-27T08:00:00+01:00`.

    The day is the one that is written, in the document's own time zone. Anything else gives `None`.
    """
    stated = (value or "").strip()
    match = _COMPACT_DATE.fullmatch(stated) or _DATE.fullmatch(stated)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def parse_language(value: str | None) -> str | None:
    """The ISO 639-1 code of a language tag: `fr` of `fr-FR` or `fr_CA`; `None` if there is none."""
    match = _LANGUAGE.fullmatch((value or "").strip())
    return match[1].lower() if match else None


def parse_address(value: str | None) -> str | None:
    """The web address, if it is a whole one."""
    stated = (value or "").strip()
    return stated if _ADDRESS.fullmatch(stated) else None
