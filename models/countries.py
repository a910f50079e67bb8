"""The countries and territories of the world as a vocabulary, with the labels of the Unicode CLDR."""

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from corpdb.models.vocabulary import Vocabulary

UNKNOWN_COUNTRY = "ZZ"
"""The code for a place whose country is not known (user-assigned in ISO 3166-1, as CLDR uses it)."""


def _read_labels() -> dict[str, tuple[str, str, str]]:
    """The value of each member: its code and its labels."""
    labels = tomllib.loads((files("corpdb.models") / "countries.toml").read_text("utf-8"))
    return {code: (code, english, french) for code, (english, french) in labels.items()}


if TYPE_CHECKING:

    class Country(Vocabulary):
        """Where places lie: countries and territories (ISO 3166-1 alpha-2)."""

else:
    Country = cast("type[Vocabulary]", Vocabulary("Country", _read_labels(), module=__name__))
    Country.__doc__ = "Where places lie: countries and territories (ISO 3166-1 alpha-2)."
