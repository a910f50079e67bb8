"""Small extract functions that worker processes can import; what a text says decides what happens to its process."""

import os
import signal
import sys
import time

from corpdb.extraction.facts import Facts, PartialDate


def extract_title(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Facts:
    """The first line as the title; a text may also ask for trouble."""
    if "kill me" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "raise" in text:
        raise LookupError("no such word\nin the lexicon")
    if "sleep" in text:
        time.sleep(60)
    if "deep" in text:
        sys.setrecursionlimit(300)
        return extract_title(text, title=title, language=language, published=published)
    date = PartialDate.parse(published) if published else None
    return Facts(language or "und", date, title or text.partition("\n")[0], (), ())


def extract_process(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    published: str | None = None,
) -> Facts:
    """The number of the process as the title."""
    assert (text, title, language, published)
    return Facts("und", None, str(os.getpid()), (), ())
