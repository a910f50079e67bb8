"""An organization that changed its name is one, and has the name of now."""

import pytest

from corpdb.extraction.reader import extract

ANNOUNCED, COMPLETED = "announced", "completed"
OLD, NEW = "Delmas Industries", "Vantoria"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Vantoria, anciennement Delmas Industries, ferme une usine.", "fr", (COMPLETED, None, NEW)),
        ("Le groupe Delmas Industries a été rebaptisé Vantoria en juin 2023.", "fr", (COMPLETED, "2023-06", NEW)),
        ("En 2021, Delmas Industries a changé de nom pour devenir Vantoria.", "fr", (COMPLETED, "2021", NEW)),
        ("Vantoria, ex-Delmas Industries, ferme une usine.", "fr", (COMPLETED, None, NEW)),
        ("Delmas Industries, qui s'appellera désormais Vantoria, ferme une usine.", "fr", (ANNOUNCED, None, OLD)),
        ("Delmas Industries prend le nom de Vantoria.", "fr", (COMPLETED, None, NEW)),
        ("Vantoria, formerly known as Delmas Industries, shut a plant.", "en", (COMPLETED, None, NEW)),
        ("Delmas Industries changed its name to Vantoria in May 2022.", "en", (COMPLETED, "2022-05", NEW)),
        ("Delmas Industries, which was renamed Vantoria in 2021, shut a plant.", "en", (COMPLETED, "2021", NEW)),
        ("Delmas Industries (now Vantoria) bought Norvex Labs.", "en", (COMPLETED, None, NEW)),
        ("Delmas Industries, to be renamed Vantoria, shut a plant.", "en", (ANNOUNCED, None, OLD)),
        ("Delmas Industries changes its name to Vantoria on 1 July 2026.", "en", (ANNOUNCED, "2026-07-01", OLD)),
    ],
)
def test_a_change_of_name_is_read(text: str, language: str, told: tuple[str, str | None, str]) -> None:
    found = extract(text + " Vantoria employs 300 people.", language=language, published="2026-05-05")
    (one,) = [each for each in found.organizations if each.renamings]
    (renaming,) = one.renamings
    assert (renaming.before, renaming.after) == (OLD, NEW)
    assert (renaming.status, renaming.date and str(renaming.date), one.name) == told
    assert {OLD, NEW} == {one.name, *one.aliases}
    assert all(name in text[renaming.span.start : renaming.span.end] for name in ("Delmas Industries", NEW))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kyndryl, formerly IBM's infrastructure unit, signed a contract with Norvex Labs.", "en"),
        ("Honor, formerly part of Huawei, signed a contract.", "en"),
        ("Jane Doe, formerly of Google, joined Siemens as chief executive.", "en"),
        ("First Boeing, now Airbus cuts jobs.", "en"),
        ("Siemens became the largest shareholder of Airbus.", "en"),
        ("Paul Martin, ex-Google, rejoint Siemens comme directeur général.", "fr"),
        ("ASML devient le premier actionnaire de Mistral AI.", "fr"),
        ("Hier Renault, aujourd'hui Stellantis ferme une usine.", "fr"),
        ("Airbus est devenu en 2021 actionnaire de Siemens.", "fr"),
    ],
)
def test_other_words_between_names_are_no_change_of_name(text: str, language: str) -> None:
    found = extract(text, language=language, published="2026-05-05")
    assert found.organizations
    assert not any(one.renamings for one in found.organizations)


def test_who_takes_part_under_the_old_name_takes_part_once() -> None:
    text = "Vantoria, formerly Delmas Industries, signed a partnership with Norvex Labs. Vantoria makes batteries."
    (event,) = extract(text, language="en", published="2026-05-05").events
    assert sorted(part.name for part in event.participants) == ["Norvex Labs", "Vantoria"]
