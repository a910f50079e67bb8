import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpdb.core.errors import DocumentError
from corpdb.loaders.normalization import clean_line, clean_text, require_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\fe", "a\nb\nc\nd\ne"),
        ("Socie\u0301te\u0301 ge\u0301ne\u0301rale", "Société générale"),
        ("Ali\u00adbaba et Hua\u200bwei", "Alibaba et Huawei"),
        ("\ufeffUn\ufeff deux\x01", "Un deux"),
        ("30\u00a0% et 5\u202fmillions\tici", "30\u00a0% et 5\u202fmillions\tici"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
    ],
)
def test_text_is_cleaned(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_keeps_what_documents_promise(raw: str) -> None:
    clean = clean_text(raw)
    assert "\x00" not in clean
    assert "\r" not in clean
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert clean_text(clean) == clean


def test_a_line_has_single_spaces() -> None:
    assert clean_line("  Alibaba\n\tse  restructure ") == "Alibaba se restructure"
    assert clean_line(" \n ") is None
    assert clean_line(None) is None


@pytest.mark.parametrize("blank", [" ", "\n\n\t", "\u00a0\u2028", "\ufeff\u200b\n"])
def test_white_space_alone_is_told(blank: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt holds only white space: put text into it, or leave it out\.$"):
        require_text(blank, "a.txt")


@pytest.mark.parametrize("binary", ["text\x00text", "\x01\x02\x03text" * 20])
def test_control_characters_mean_binary(binary: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt holds binary data, not text"):
        require_text(binary, "a.txt")


def test_a_stray_control_character_is_dropped() -> None:
    assert require_text("Alibaba ferme\x08 son laboratoire de calcul quantique.", "a.txt").startswith(
        "Alibaba ferme son"
    )
