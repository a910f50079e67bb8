"""Databases of before stated values: what the formats stated is told by the identities of the documents."""

from hashlib import sha256

from sqlalchemy import Engine, text

from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import read

BEFORE_STATED = "c1a1f3d0b012"
TEXT, URL = "Acme closes its lab.", "https://example.org/a"
INSERT = text(
    "INSERT INTO document (content_hash, title, language, published_first_day, published_last_day, published_precision,"
    " published_text, url, media_type, text, extractor, extractor_version, first_load_id, last_load_id)"
    " VALUES (:hash, 'Title', 'en', '2023-11-01', '2023-11-30', 'month', '2023-11', :url, 'text/html', :text,"
    " 'x', '1', 1, 1)"
)
STATED = "SELECT stated_title, stated_language, stated_published FROM document ORDER BY id"


def add(engine: Engine, *documents: tuple[str, str | None]) -> None:
    """Add documents whose identity is the SHA-256 of the first of each pair, with the second as their address."""
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO load (id, status, started_at, paths, program_version)"
                " VALUES (1, 'completed', '2026-01-01 00:00:00', 'x', '1')"
            )
        )
        for content, url in documents:
            row = {"hash": sha256(content.encode()).hexdigest(), "url": url, "text": TEXT}
            connection.execute(INSERT, row)


def join(*parts: str) -> str:
    return "\0".join(parts)


def test_what_was_stated_is_what_the_identity_was_made_of(engine: Engine) -> None:
    downgrade(engine, BEFORE_STATED)
    add(
        engine,
        (TEXT, None),
        (join(TEXT, "Title", "en", "2023-11", URL), URL),
        (join(TEXT, "Title", "", "", ""), None),
        (join(TEXT, "", "", "", URL), URL),
        ("of an older version", None),
    )
    before = read(engine, "SELECT * FROM document ORDER BY id")
    upgrade(engine)
    all_three, nothing = ("Title", "en", "2023-11"), (None, None, None)
    assert read(engine, STATED) == [nothing, all_three, ("Title", None, None), nothing, all_three]
    downgrade(engine, BEFORE_STATED)
    assert read(engine, "SELECT * FROM document ORDER BY id") == before
