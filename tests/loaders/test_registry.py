import pytest

from corpdb.core.errors import DocumentError
from corpdb.loaders.registry import LOADERS, SUFFIXES, read_document


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.TXT", "text/plain"),
        ("b/a.md", "text/markdown"),
        ("a.html", "text/html"),
        ("a.b.HTM", "text/html"),
    ],
)
def test_the_suffix_tells_the_format(name: str, media_type: str) -> None:
    assert read_document(b"<p>Alibaba closes its laboratory.</p>", name).media_type == media_type


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"Alibaba closes its laboratory.", "text/plain"),
        (b"<3 Alibaba closes its laboratory.", "text/plain"),
        (b"\n<!-- x --><!DOCTYPE html><p>Alibaba closes its laboratory.", "text/html"),
        (b"\xef\xbb\xbf<HTML><p>Alibaba closes its laboratory.", "text/html"),
    ],
)
def test_standard_input_is_text_unless_it_opens_as_a_page(data: bytes, media_type: str) -> None:
    assert read_document(data, "<stdin>").media_type == media_type


@pytest.mark.parametrize(("name", "shown"), [("a.pdf", r"\.pdf"), ("README", "no suffix")])
def test_an_unknown_suffix_is_told_with_the_known_ones(name: str, shown: str) -> None:
    with pytest.raises(DocumentError, match=rf"^{name} is of a format that is not read \({shown}\): .*\.htm, \.html"):
        read_document(b"text", name)


def test_no_two_loaders_share_a_suffix() -> None:
    assert sum(len(loader.suffixes) for loader in LOADERS) == len(SUFFIXES)
