"""List names of companies from the sentences of the CORE corpus of company relations.

    python -m uv run python -m tools.companies CORE_FILE

It writes extraction/languages/shared/companies.txt: one name a line, without case, accents and legal forms.
"""

import argparse
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.tokens import fold

FILE = Path(__file__).parents[1] / "extraction" / "languages" / "shared" / "companies.txt"
SHORTEST = 3


def main() -> None:
    """Write the list."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("corpus", type=Path, metavar="CORE_FILE")
    names = set(list_names(command.parse_args().corpus))
    FILE.write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8")


def list_names(corpus: Path) -> Iterator[str]:
    """The marked names of `corpus` that no common word or place goes by."""
    lexicons = [load_lexicon(code) for code in ("en", "fr")]
    common = frozenset[str]().union(*(lexicon.names.common_words for lexicon in lexicons))
    places = frozenset[str]().union(*(lexicon.places.countries for lexicon in lexicons))
    legal = lexicons[0].names.legal_forms
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for name in (record["e1_name"], record["e2_name"]):
                words = [word for word in fold(name).replace(",", " ").split() if word not in legal]
                folded = " ".join(words)
                if len(folded) >= SHORTEST and folded not in common and folded not in places and not folded.isdigit():
                    yield folded


if __name__ == "__main__":
    main()
