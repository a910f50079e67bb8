"""List the names of all countries in a language, from the Unicode Common Locale Data Repository that Babel carries.

    python -m uv run python -m tools.places LANGUAGE...

It writes extraction/languages/LANGUAGE/countries.toml: each ISO 3166-1 code with its names; and models/countries.toml:
each code with its label in English and in French.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from babel import Locale

HOUSE = Path(__file__).parents[1]
LANGUAGES = HOUSE / "extraction" / "languages"
VOCABULARY = HOUSE / "models" / "countries.toml"
VOCABULARY_HEAD = """\
# The countries and territories by their ISO 3166-1 codes (ZZ where a place's country is not known), each with its label
# in English and in French. Written by tools/places.py from the Unicode CLDR, see ../extraction/languages/NOTICE.md.
"""
HEAD = "# Written by tools/places.py from the Unicode CLDR, see ../NOTICE.md; further names stand in places.toml.\n"
UNKNOWN = {"ZZ", "XA", "XB", "QO", "EU", "EZ", "UN"}
CODE_LENGTH = 2


def main() -> None:
    """Write the countries of each language."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("languages", nargs="+", metavar="LANGUAGE")
    for language in command.parse_args().languages:
        (LANGUAGES / language / "countries.toml").write_text(HEAD + "".join(list_countries(language)), "utf-8")

    VOCABULARY.write_text(VOCABULARY_HEAD + "".join(list_labels()), "utf-8")


def list_countries(language: str) -> Iterator[str]:
    """A line of TOML for each country, in the order of the codes."""
    return (f'{code} = ["{name}"]\n' for code, name in name_countries(language).items())


def list_labels() -> Iterator[str]:
    """A line of TOML for each country with its labels; the last one is for the country that is not known."""
    english, french = name_countries("en"), name_countries("fr")
    yield from (f'{code} = ["{english[code]}", "{french.get(code, english[code])}"]\n' for code in english)
    yield 'ZZ = ["Unknown country", "Pays inconnu"]\n'


def name_countries(language: str) -> dict[str, str]:
    """The name of each country by its code, in the order of the codes."""
    territories = cast("Mapping[str, str]", Locale.parse(language).territories)  # pyright: ignore[reportUnknownMemberType] (Babel leaves it untyped)
    codes = (code for code in sorted(territories) if len(code) == CODE_LENGTH and code.isalpha())
    return {code: territories[code].replace("\u2019", "'") for code in codes if code not in UNKNOWN}


if __name__ == "__main__":
    main()
