from corpdb.loaders.document import Document
from corpdb.loaders.registry import read_document


def test_plain_text_is_kept_as_it_stands() -> None:
    data = b"\r\nAlibaba se restructure\r\n\r\nParis, le 27 novembre 2023.\r\n"
    assert read_document(data, "a.txt") == Document(
        text="Alibaba se restructure\n\nParis, le 27 novembre 2023.",
        media_type="text/plain",
    )


def test_windows_french_comes_out_right() -> None:
    text = "L’opérateur Orange a cédé sa filiale à Besançon pour 5 millions d’€."
    assert read_document(text.encode("cp1252"), "a.txt").text == text


def test_markup_in_plain_text_is_text() -> None:
    assert read_document(b"<html> is a tag, # is not a heading", "a.txt").text == "<html> is a tag, # is not a heading"
