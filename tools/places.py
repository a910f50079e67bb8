"""List the names of all countries in a language, from the Unicode Common Locale Data Repository that Babel carries.

    python -m uv run python -m tools.places LANGUAGE...

It writes extraction/languages/LANGUAGE/countries.toml: each ISO 3166-1 code with its names.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from babel import Locale

LANGUAGES = Path(__file__).parents[1] / "extraction" / "languages"
HEAD = "# Written by tools/places.py from the Unicode CLDR, see ../NOTICE.md; further names stand in places.toml.\n"
UNKNOWN = {"ZZ", "XA", "XB", "QO", "EU", "EZ", "UN"}
CODE_LENGTH = 2


def main() -> None:
    """Write the countries of each language."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("languages", nargs="+", metavar="LANGUAGE")
    for language in command.parse_args().languages:
        (LANGUAGES / language / "countries.toml").write_text(HEAD + "".join(list_countries(language)), "utf-8")


def list_countries(language: str) -> Iterator[str]:
    """A line of TOML for each country, in the order of the codes."""
    territories = cast("Mapping[str, str]", Locale.parse(language).territories)  # pyright: ignore[reportUnknownMemberType] (Babel leaves it untyped)
    for code in sorted(territories):
        if len(code) == CODE_LENGTH and code.isalpha() and code not in UNKNOWN:
            name = territories[code].replace("\u2019", "'")
            yield f'{code} = ["{name}"]\n'


if __name__ == "__main__":
    main()
