import pytest

from corpdb.loaders.metadata import parse_address, parse_date, parse_language


@pytest.mark.parametrize(
    ("stated", "parsed"),
    [
        ("2023", "2023"),
        ("2023-11", "2023-11"),
        (" 2023-11-27 ", "2023-11-27"),
        ("2023/11/27", "2023-11-27"),
        ("20231127", "2023-11-27"),
        ("2023-11-27T23:30:00-05:00", "2023-11-27"),
        ("2023-11-27 08:00", "2023-11-27"),
        ("2023-13-01", None),
        ("2023-02-30", None),
        ("0001-01-01T00:00:00", None),
        ("27/11/2023", None),
        ("hier", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_as_precise_as_stated(stated: str | None, parsed: str | None) -> None:
    assert parse_date(stated) == parsed


@pytest.mark.parametrize(
    ("stated", "parsed"),
    [("fr", "fr"), ("fr-FR", "fr"), ("en_US", "en"), ("FR", "fr"), ("French", None), ("fra", None), (None, None)],
)
def test_languages_are_two_letters(stated: str | None, parsed: str | None) -> None:
    assert parse_language(stated) == parsed


def test_only_whole_web_addresses_count() -> None:
    assert parse_address(" https://exemple.fr/a ") == "https://exemple.fr/a"
    assert parse_address("/a") is None
    assert parse_address("javascript:void(0)") is None
