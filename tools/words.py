"""List a language's common words: those that treebanks write in small letters, and so are no names when capitalized.

    python -m uv run python -m tools.words LANGUAGE TREEBANK.conllu[.xz]...

It writes extraction/languages/LANGUAGE/words.txt, one word a line in the order of code points. Treebanks are files
in the CoNLL-U format of Universal Dependencies (https://universaldependencies.org/format.html).
"""

import argparse
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

LANGUAGES = Path(__file__).parents[1] / "extraction" / "languages"
LEAST_OFTEN = 2
SHORTEST = 2


def main() -> None:
    """Write the list of one language."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("language")
    command.add_argument("treebanks", nargs="+", type=Path, metavar="TREEBANK")
    options = command.parse_args()
    lines = (line for path in options.treebanks for line in read_lines(path))
    words = list_words(lines)
    (LANGUAGES / options.language / "words.txt").write_text("".join(f"{word}\n" for word in words), "utf-8")


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a text file, compressed or not."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from file


def list_words(lines: Iterable[str]) -> list[str]:
    """The words in small letters that occur at least twice and are not proper nouns, sorted."""
    seen = Counter(
        columns[1]
        for columns in (line.split("\t") for line in lines)
        if len(columns) > 3 and columns[1].isalpha() and columns[1].islower() and columns[3] != "PROPN"  # noqa: PLR2004
    )
    return sorted(word for word, times in seen.items() if times >= LEAST_OFTEN and len(word) >= SHORTEST)


if __name__ == "__main__":
    main()
