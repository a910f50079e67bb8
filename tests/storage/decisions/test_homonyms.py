"""One name that means two organizations is parted by documents, and is one again once that is undone."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import DocumentError, UsageError
from corpdb.models.vocabulary import OrganizationKind
from corpdb.storage.decisions.deciding import rename_organization, split_organization
from corpdb.storage.decisions.files import export_decisions, import_decisions
from corpdb.storage.engine import is_sqlite, open_database
from corpdb.storage.loading.forgetting import Farewell, forget_documents
from corpdb.storage.loading.incoming import Edition
from tests.storage.decisions.test_decisions import EVENTS, read_state, undo
from tests.support.content import read_content
from tests.support.database import ANA, decide, load, read, url_of
from tests.support.stories import Named, buy, close_lab, tell

UNIT = Named("Yoodo", OrganizationKind.UNIT, parent="Digi")
FIBRE = Named("Digi Fibre")
DOCUMENTS = (
    tell(buy("Digi")),
    tell(buy("Digi"), at="b"),
    tell(buy("Digi", "Gamma"), at="c", named=(UNIT,)),
    tell(close_lab("Digi"), at="d", named=(FIBRE,)),
)
IMPOSSIBLE: dict[tuple[tuple[int, ...], tuple[str, ...]], str] = {
    ((1, 2, 3, 4), ()): "nothing of organization 2 would stay",
    ((9,), ()): "document 9 does not name organization 2 so; these do: 1, 2, 3, 4",
    ((1,), ("Acme",)): "is not called Acme",
    ((), ()): "nothing would leave",
}


def part(engine: Engine, *documents: int, forms: tuple[str, ...] = ()) -> int:
    """Decide that documents mean another organization by the names of the first."""
    [(own,)] = read(engine, "SELECT min(organization_id) FROM organization_name WHERE form = 'Digi'")
    return decide(engine, lambda connection: split_organization(connection, int(str(own)), forms, ANA, documents))


def list_homes(engine: Engine) -> list[object]:
    """The organization that each document means, in the order of documents."""
    query = """SELECT DISTINCT m.document_id, n.organization_id FROM organization_mention m
        JOIN organization_name n ON n.id = m.name_id WHERE n.form = 'Digi' ORDER BY 1"""
    return [home for _, home in read(engine, query)]


def test_documents_that_mean_another_one_by_the_same_name_part_from_the_rest(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    before = read_state(engine)
    assert len(set(list_homes(engine))) == 1
    number = part(engine, 2, 3)
    one, two, three, four = list_homes(engine)
    assert one == four != two == three
    assert [event for event, _ in read(engine, EVENTS)] == [1, 4, 2, 3]
    [(parent,)] = read(engine, "SELECT parent_id FROM bi_organizations WHERE name = 'Yoodo'")
    assert parent == two
    undo(engine, number)
    assert read_state(engine) == before
    assert read(engine, "SELECT former_id, organization_id FROM bi_former_numbers") == [(two, one)]


def test_later_loads_keep_documents_where_they_are(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    part(engine, 2, 3)
    before = read_state(engine)
    load(engine, replace(DOCUMENTS[2], edition=Edition("2")), tell(close_lab("Zenith"), at="z"))
    assert read_state(engine)[EVENTS][:4] == before[EVENTS]
    load(engine, tell(close_lab("Digi", date="2019"), at="e"), tell(buy("Digi", date="2023-05-12"), at="b"))
    one, two, three, four, five = list_homes(engine)
    assert one == four == five != two == three
    forget_documents(engine, Farewell((2, 3), ()), ["b", "c"])
    assert set(list_homes(engine)) == {one}


def test_a_name_that_only_those_documents_give_leaves_as_a_whole(engine: Engine) -> None:
    load(engine, *DOCUMENTS[:3], tell(close_lab("Digi SA"), at="d"))
    part(engine, 3, 4)
    one, _, three, *_ = list_homes(engine)
    assert one != three
    load(engine, tell(close_lab("Digi SA", date="2019"), at="e"))
    homes = read(engine, "SELECT organization_id FROM organization_name WHERE form = 'Digi SA'")
    assert homes == [(three,)]


def test_whatever_comes_first_the_content_is_the_same(engine: Engine, sqlite_template: Path, tmp_path: Path) -> None:
    load(engine, *DOCUMENTS)
    part(engine, 2, 3)
    [(three,)] = read(engine, "SELECT organization_id FROM organization_name WHERE scope <> ''")
    decide(engine, lambda connection: rename_organization(connection, int(str(three)), "Digi Belgium", ANA))
    with engine.connect() as connection:
        lines = [line.encode() for line in export_decisions(connection)]
    content = read_content(url_of(engine))
    orders = list(product([(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)], [4, 0, 2]))
    for order, cut in orders if is_sqlite(engine) else orders[-1:]:  # which then tells that both hold the same
        documents = [DOCUMENTS[place] for place in order]
        url = f"sqlite:///{copy(sqlite_template, tmp_path / 'other.db')}"
        with open_database(url) as other:
            load(other, *documents[:cut])
            decide(other, lambda connection: import_decisions(connection, lines, "x").new)
            load(other, *documents[cut:])
            assert decide(other, lambda connection: import_decisions(connection, lines, "x").known) == 2
        assert read_content(url) == content, (order, cut)


def test_a_part_can_be_parted_again_and_the_first_decision_undone(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    first = part(engine, 2, 3)
    [(two,)] = read(engine, "SELECT organization_id FROM organization_name WHERE scope <> ''")
    decide(engine, lambda connection: split_organization(connection, int(str(two)), (), ANA, [3]))
    assert len(set(list_homes(engine))) == 3
    undo(engine, first)
    one, two, three, four = list_homes(engine)
    assert one == two == four != three


def test_a_text_that_changes_at_its_address_goes_on_meaning_the_other_one(engine: Engine) -> None:
    load(engine, *DOCUMENTS[:3])
    part(engine, 2)
    load(engine, tell(buy("Digi", "Gamma", date="2020"), at="b"))
    one, two, three = list_homes(engine)
    assert one == three != two
    load(engine, replace(DOCUMENTS[1], address="file:///y.txt"))
    assert dict(zip(("a", "b", "c", "y"), list_homes(engine), strict=True))["b"] == one


def test_what_cannot_be_parted_is_told(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    for (documents, forms), message in IMPOSSIBLE.items():
        with pytest.raises(UsageError, match=message):
            part(engine, *documents, forms=forms)


def test_a_decision_that_is_no_split_cannot_be_about_single_documents(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    part(engine, 2)
    with engine.connect() as connection:
        [line] = export_decisions(connection)
    with pytest.raises(DocumentError, match="only a split"):
        decide(
            engine, lambda connection: import_decisions(connection, [line.replace("split", "merge").encode()], "x").new
        )


def test_a_decision_holds_once_documents_are_read_for_their_countries(engine: Engine) -> None:
    load(engine, *DOCUMENTS)
    part(engine, 2, 3)
    homes = list_homes(engine)
    located = [replace(one.facts, countries=("BE", "MY")) for one in DOCUMENTS]
    again = [replace(one, facts=facts, edition=Edition("2")) for one, facts in zip(DOCUMENTS, located, strict=True)]
    load(engine, *again)
    assert list_homes(engine) == homes
    assert read(engine, "SELECT COUNT(*) FROM organization_name WHERE scope LIKE 'in BE MY/%'") == [(1,)]
