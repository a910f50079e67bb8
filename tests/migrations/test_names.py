"""Databases of before names had rows: their organizations become names, and the next load finds which are one."""

from sqlalchemy import Engine

from corpdb.storage.checking.check import list_differences
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import execute, read
from tests.support.stories import Named, close_lab, make_document

TESTED = ("c1a1f3d0b007", "c1a1f3d0b008", "c1a1f3d0b015", "c1a1f3d0b021")  # the revisions that move data
BEFORE_NAMES = "c1a1f3d0b006"
BEFORE_KEYS = "c1a1f3d0b014"
BEFORE_SHORT_FORMS = "c1a1f3d0b020"
OLD_ROWS = (
    (
        "INSERT INTO document (content_hash, language, media_type, text, extractor, extractor_version, first_load_id,"
        " last_load_id) VALUES ('x', 'en', 'text/plain', 'Acme Group, Acme and its lab ACME Lab.', 'x', '1', 1, 1)"
    ),
    "INSERT INTO document_address (address, document_id, file_hash) VALUES ('file:///old.txt', 1, 'x')",
    "INSERT INTO organization (kind, name, key) VALUES ('company', 'Acme Group', 'acme group')",
    "INSERT INTO organization (kind, name, key) VALUES ('company', 'Acme', 'acme')",
    "INSERT INTO organization (kind, name, key, parent_id) VALUES ('lab', 'Acme Lab', 'acme lab', 1)",
    "INSERT INTO organization_alias (organization_id, name) VALUES (3, 'ACME Lab')",
    "INSERT INTO organization_identifier (organization_id, document_id, scheme, value) VALUES (2, 1, 'lei', 'X')",
    (
        "INSERT INTO organization_mention (organization_id, document_id, start_char, end_char, quote, kind, parent_id)"
        " VALUES (1, 1, 0, 10, 'Acme Group', 'company', NULL), (2, 1, 12, 16, 'Acme', 'company', NULL),"
        " (3, 1, 29, 37, 'ACME Lab', 'lab', 1)"
    ),
)


def test_old_organizations_become_names_that_the_next_load_settles(engine: Engine) -> None:
    LoadRun.start(engine, ["x"])
    downgrade(engine, BEFORE_NAMES)
    execute(engine, *OLD_ROWS)
    upgrade(engine)
    assert read(engine, "SELECT organization, alias FROM bi_aliases") == [("Acme Lab", "ACME Lab")]
    LoadRun.start(engine, ["x"])
    assert read(engine, "SELECT organization_id, name, parent FROM bi_organizations ORDER BY 1") == [
        (1, "Acme", None),
        (3, "Acme Lab", "Acme"),
    ]
    assert read(engine, "SELECT former_id, organization_id FROM bi_former_numbers") == [(2, 1)]
    assert read(engine, "SELECT organization_id FROM bi_identifiers") == [(1,)]
    assert list_differences(engine) == []


def test_going_back_and_forth_keeps_organizations_and_numbers(engine: Engine) -> None:
    lab = Named("DAMO", parent="Acme")
    LoadRun.start(engine, ["x"]).write([make_document(close_lab("Acme Group"), named=(lab, Named("Acme")))])
    query = "SELECT organization_id, name, kind, parent FROM bi_organizations ORDER BY 1"
    before = read(engine, query)
    downgrade(engine, BEFORE_NAMES)
    assert read(engine, query) == before
    upgrade(engine)
    LoadRun.start(engine, ["x"])
    assert read(engine, query) == before
    assert list_differences(engine) == []


def test_namesakes_of_before_stay_two(engine: Engine) -> None:
    LoadRun.start(engine, ["x"])
    downgrade(engine, BEFORE_NAMES)
    namesake = "INSERT INTO organization (kind, name, key) VALUES ('unit', 'Acme', 'acme#2')"
    told = (
        "INSERT INTO organization_mention (organization_id, document_id, start_char, end_char, quote, kind)"
        " VALUES (4, 1, 12, 16, 'Acme', 'unit')"
    )
    execute(engine, *OLD_ROWS, namesake, told)
    upgrade(engine)
    assert read(engine, "SELECT scope FROM organization_name WHERE form = 'Acme' ORDER BY id") == [
        ("",),
        ("organization 4",),
    ]
    downgrade(engine, BEFORE_NAMES)
    assert read(engine, "SELECT key FROM organization WHERE name = 'Acme' ORDER BY id") == [("acme",), ("acme#2",)]


def test_no_number_of_before_is_given_again(engine: Engine) -> None:
    LoadRun.start(engine, ["x"]).write([make_document(named=(Named("Acme"), Named("Beta")))])
    LoadRun.start(engine, ["x"]).write([make_document(named=(Named("Acme"),))])
    downgrade(engine, BEFORE_NAMES)
    upgrade(engine)
    LoadRun.start(engine, ["x"]).write([make_document(named=(Named("Gamma"),))])
    assert read(engine, "SELECT id, name FROM organization") == [(3, "Gamma")]


def test_names_are_compared_anew_where_their_keys_are_made_in_another_way(engine: Engine) -> None:
    LoadRun.start(engine, ["x"]).write([make_document(named=(Named("Alibaba cloud division"), Named("Acme")))])
    downgrade(engine, BEFORE_KEYS)
    assert read(engine, "SELECT count(*) FROM organization_name WHERE block IS NOT NULL") == [(0,)]
    upgrade(engine)
    french = make_document(named=(Named("branche cloud d'Alibaba"), Named("Acme Group")), address="file:///b.txt")
    LoadRun.start(engine, ["x"]).write([french])
    query = "SELECT name, reason FROM bi_merges ORDER BY 1"
    assert read(engine, query) == [("Acme", "legal_form"), ("Alibaba cloud division", "translation")]
    assert read(engine, "SELECT count(*) FROM bi_organizations") == [(2,)]
    assert list_differences(engine) == []


def test_short_forms_that_several_share_are_compared_anew(engine: Engine) -> None:
    LoadRun.start(engine, ["x"]).write([make_document(named=(Named("BPI"), Named("Bpifrance")))])
    downgrade(engine, BEFORE_SHORT_FORMS)
    execute(engine, "UPDATE organization_name SET block = 'bpifrance', organization_id = 1")
    upgrade(engine)
    assert read(engine, "SELECT count(*) FROM organization_name WHERE block IS NOT NULL") == [(0,)]
    LoadRun.start(engine, ["x"]).write([make_document(named=(Named("Acme"),), address="file:///b.txt")])
    assert read(engine, "SELECT form, block FROM organization_name ORDER BY id") == [
        ("BPI", "bpi"),
        ("Bpifrance", "bpifrance"),
        ("Acme", "acme"),
    ]
    assert read(engine, "SELECT count(*) FROM bi_organizations") == [(3,)]
    assert list_differences(engine) == []
