"""Common words are those that treebanks write in small letters, often enough, and not as names."""

import lzma
from pathlib import Path

from tools.words import list_words, read_lines

TREEBANK = "\n".join(f"{n}\t{form}\t_\t{tag}\t_" for n, (form, tag) in enumerate([("lab", "NOUN")] * 2)) + "\n"


def test_a_word_counts_from_its_second_time_on() -> None:
    assert list_words(TREEBANK.splitlines()) == ["lab"]
    assert list_words(TREEBANK.splitlines()[:1]) == []


def test_names_capitals_and_comments_do_not_count() -> None:
    lines = ["# text = x", *["1\torange\t_\tPROPN\t_", "2\tOrange\t_\tNOUN\t_", "3\ta\t_\tDET\t_"] * 3]
    assert list_words(lines) == []


def test_a_compressed_treebank_is_read(tmp_path: Path) -> None:
    path = tmp_path / "en.conllu.xz"
    path.write_bytes(lzma.compress(TREEBANK.encode()))
    assert list(read_lines(path)) == TREEBANK.splitlines(keepends=True)
