from pathlib import Path

import pytest

from corpdb.core.errors import DocumentError
from corpdb.loaders.encoding import decode

FRENCH = "Le groupe Électricité de Noël a cédé sa filiale à l’Université de Besançon pour 5 millions d’€ : « fermé »."
ENGLISH = "The group’s £5 million café business – sold in 2019 – “will be closed”, its owner said on Monday."
SHORT_FRENCH = "Décidé : Orange a fermé le site."


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, SHORT_FRENCH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_usual_encoding_gives_the_text(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_a_byte_order_mark_tells_utf16(mark: bytes) -> None:
    encoding = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    assert decode(mark + FRENCH.encode(encoding), "a.txt") == FRENCH


def test_mac_roman_french_is_told_from_windows_french() -> None:
    text = FRENCH.replace("€", "euros")
    assert decode(text.encode("mac_roman"), "a.txt") == text


def test_another_alphabet_is_read() -> None:
    text = "Компания Яндекс объявила о закрытии лаборатории квантовых вычислений."  # noqa: RUF001, Russian
    assert decode(text.encode("cp1251"), "a.txt") == text


def test_the_declared_encoding_is_used() -> None:
    text = "Spółka Żabka zamknęła laboratorium w Łodzi."
    assert decode(text.encode("iso8859-2"), "a.html", declared="ISO-8859-2") == text


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "utf-8", "no-such-encoding"])
def test_a_declaration_that_means_windows_or_is_wrong_does_no_harm(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), "a.html", declared=declared) == FRENCH


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(FRENCH.encode(), "a.html", declared="iso-8859-1") == FRENCH


def test_an_empty_file_is_told() -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt is empty: put text into it, or leave it out\.$"):
        decode(b"", "a.txt")


def test_damaged_utf8_is_told_with_the_place() -> None:
    data = FRENCH.encode()
    damaged = data[:2] + b"\xff" + data[2:]
    with pytest.raises(DocumentError, match=r"^a\.txt is not valid UTF-8 at byte 2: save it again as UTF-8\.$"):
        decode(damaged, "a.txt")


@pytest.mark.parametrize(
    ("damaged", "place"),
    [
        (b"Valt\xc3\xa9ris ferme \xc3\xff", 16),  # as many bad bytes as good ones
        (b"\xff\xfa Valt\xc3\xa9ris ferme Br\xc3\xa8s", 0),
        (b"Valt\xc3\xa9ris c\xc3\xa8de son usine \xe2\x80", 26),  # cut within a character
        (b"Orange\xe2\x80\x99s caf\xc3 and Valt\xc3\xa9ris\x80", 14),
        ("L’été dernier, ".encode() + b"\xe9t\xc3\xa9", 19),
    ],
)
def test_a_few_bad_bytes_make_no_other_encoding(damaged: bytes, place: int) -> None:
    with pytest.raises(DocumentError, match=rf"not valid UTF-8 at byte {place}:"):
        decode(damaged, "a.txt")


def test_half_a_utf16_character_is_told() -> None:
    with pytest.raises(DocumentError, match=r"not valid UTF-16 at byte"):
        decode(FRENCH.encode("utf-16") + b"\x41", "a.txt")


def test_a_program_under_a_text_name_is_binary() -> None:
    program = Path("/bin/sh").read_bytes()
    with pytest.raises(DocumentError, match=r"holds binary data, not text"):
        decode(program, "a.txt")


def test_bytes_in_no_encoding_are_told() -> None:
    noise = bytes(
        value for seed in range(1, 40) for value in ((seed * 97 + 129) % 127 + 129, seed % 31 + 1, 255 - seed)
    )
    with pytest.raises(
        DocumentError, match=r"is in no text encoding that can be recognized: save it again as UTF-8\.$"
    ):
        decode(noise, "a.txt")
