"""Texts, and small extract functions that worker processes can import: a text says what happens to its process."""

import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

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
    if "raise now" in text:
        raise LookupError("no such word\nin the lexicon")
    if "sleep now" in text:
        time.sleep(60)
    if "go deep" in text:
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
    """What `extract_title` finds, with the number of the process as the title."""
    facts = extract_title(text, title=title, language=language, published=published)
    return replace(facts, title=str(os.getpid()))


def know_nothing(_pairs: Sequence[tuple[str, str]]) -> frozenset[str]:
    """None of the texts have been read before."""
    return frozenset()


def number_texts(count: int) -> dict[str, str]:
    """So many texts, by the names of their files."""
    return {f"{number:04}.txt": f"Article {number}\n\nAlibaba closes a laboratory." for number in range(count)}
