"""Names become the same organizations whatever comes first, and become others when documents say something else."""

from dataclasses import replace
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from corpdb.extraction.facts import Identifier
from corpdb.models.vocabulary import EventKind, OrganizationKind, Role
from corpdb.storage.loading.incoming import Incoming
from corpdb.storage.loading.run import LoadRun
from tests.support.content import list_content
from tests.support.database import Twins, find_faults, load_batches, read
from tests.support.stories import BIG, Named, Told, close_lab, make_document

PUBLIC, UNIT, LAB = OrganizationKind.PUBLIC, OrganizationKind.UNIT, OrganizationKind.LAB


def name(*named: Named | str, address: str = "file:///a.txt") -> Incoming:
    """A document that names these, and nothing else."""
    rows = tuple(one if isinstance(one, Named) else Named(one) for one in named)
    return make_document(named=rows, address=address)


def number(document: Incoming, *identifiers: Identifier) -> Incoming:
    """The document, whose first organization has these numbers."""
    first, *others = document.facts.organizations
    numbered = replace(first, identifiers=identifiers)
    return replace(document, facts=replace(document.facts, organizations=(numbered, *others)))


def put(document: Incoming, place: str) -> Incoming:
    """The document at an address of its own, and another one than those that say something else in the same words."""
    address = f"file:///{place}.txt" if document.address == "file:///a.txt" else document.address
    return replace(document, address=address, metadata=(address, str(document.facts)))


def load(engine: Engine, *documents: Incoming) -> None:
    """Load each document as a batch of its own; those without an address are put at their place in the order."""
    for place, document in enumerate(documents):
        LoadRun.start(engine, ["x"]).write([put(document, str(place))])


def read_groups(engine: Engine) -> list[list[str]]:
    """The forms of each organization."""
    groups: dict[object, list[str]] = {}
    for organization, form in read(engine, "SELECT organization_id, form FROM organization_name ORDER BY form"):
        groups.setdefault(organization, []).append(str(form))
    return sorted(groups.values())


def test_spellings_of_a_name_are_one_organization_with_its_reasons(engine: Engine) -> None:
    load(engine, name("Alibaba"), name("Alibaba Group"), name("le groupe Alibaba"), name("Alibaba Cloud"))
    assert read_groups(engine) == [["Alibaba", "Alibaba Group", "le groupe Alibaba"], ["Alibaba Cloud"]]
    merges = read(engine, "SELECT organization, reason, score FROM bi_merges")
    assert set(merges) == {("Alibaba", "legal_form", 0.98)}
    assert find_faults(engine) == []


def test_well_known_namesakes_stay_two_whatever_documents_go_on_to_call_them(engine: Engine) -> None:
    german = name(Named("Merck", aliases=("Merck KGaA",)), address="file:///german.txt")
    load(engine, german, name("Merck"), name("Merck & Co"))
    assert read_groups(engine) == [["Merck", "Merck & Co"], ["Merck KGaA"]]
    assert find_faults(engine) == []
    load(engine, name("Merck", address="file:///german.txt"))
    assert read_groups(engine) == [["Merck", "Merck & Co"]]
    assert find_faults(engine) == []


def locate(document: Incoming, *countries: str) -> Incoming:
    """The document, which speaks of those countries."""
    return replace(document, facts=replace(document.facts, countries=countries))


def test_a_short_name_is_two_organizations_in_countries_that_no_document_links(engine: Engine) -> None:
    near, far = locate(name("Vexo"), "BE", "SE"), locate(name("Vexo"), "MY")
    load(engine, near, far, name("Vexo"), locate(name("Brelanor"), "BE"), locate(name("Brelanor"), "MY"))
    assert read_groups(engine) == [["Brelanor"], ["Vexo"], ["Vexo"], ["Vexo"]]
    assert find_faults(engine) == []
    load(engine, replace(locate(name("Vexo"), "MY", "SE"), address="file:///link.txt"))
    assert read_groups(engine) == [["Brelanor"], ["Vexo"] * 4]
    assert read(engine, "SELECT COUNT(*) FROM bi_merges") == [(0,)]
    assert find_faults(engine) == []
    load(engine, replace(locate(name("Vexo"), "MY"), address="file:///link.txt"))
    assert read_groups(engine) == [["Brelanor"], ["Vexo"], ["Vexo"], ["Vexo"]]
    assert find_faults(engine) == []


def settle(document: Incoming, *homes: str) -> Incoming:
    """The document, which says of all that it names that they are at home in those countries."""
    rows = tuple(replace(one, countries=homes) for one in document.facts.organizations)
    return replace(document, facts=replace(document.facts, organizations=rows))


def test_a_short_name_at_home_in_two_countries_is_two_organizations(engine: Engine) -> None:
    link = locate(name("Vexo"), "BE", "MY")
    load(engine, settle(name("Vexo"), "BE"), link, settle(name("Brelanor"), "BE"), settle(name("Brelanor"), "MY"))
    assert read_groups(engine) == [["Brelanor"], ["Vexo"] * 2]
    load(engine, replace(settle(link, "MY"), address="file:///other.txt"))
    assert read_groups(engine) == [["Brelanor"], ["Vexo"], ["Vexo"], ["Vexo"]]
    assert find_faults(engine) == []
    load(engine, name("Beta", address="file:///other.txt"))
    assert read_groups(engine)[-1] == ["Vexo"] * 2
    assert find_faults(engine) == []


def test_a_part_of_a_name_stands_for_it_once_two_documents_say_so(engine: Engine) -> None:
    said = Named("Vishay Intertechnology", aliases=("Vishay",))
    load(engine, name("Vishay"), name(said))
    assert len(read_groups(engine)) == 2
    load(engine, name(said, address="file:///second.txt"))
    assert read_groups(engine) == [["Vishay", "Vishay Intertechnology"]]


def test_a_document_that_uses_two_forms_of_a_part_counts_once(engine: Engine) -> None:
    both = Named("Vishay Intertechnology", aliases=("Vishay", "Vishay Group"))
    load(engine, name("Vishay"), name("Vishay Group"), name(both))
    assert len(read_groups(engine)) == 2
    other = Named("Vishay Intertechnology", aliases=("Vishay Group",))
    load(engine, name(other, address="file:///other.txt"))
    assert read_groups(engine) == [["Vishay", "Vishay Group", "Vishay Intertechnology"]]
    load(engine, name("Beta", address="file:///other.txt"))
    assert read_groups(engine)[-1] == ["Vishay Intertechnology"]
    assert find_faults(engine) == []


def test_two_documents_with_a_form_each_are_two(engine: Engine) -> None:
    one, other = (Named("Vishay Intertechnology", aliases=(form,)) for form in ("Vishay", "Vishay Group"))
    load(engine, name("Vishay"), name("Vishay Group"), name(one), name(other))
    assert len(read_groups(engine)) == 1


def test_namesakes_of_another_sort_stay_two(engine: Engine) -> None:
    load(engine, name("Orange"), name(Named("Orange", PUBLIC)), name("Bank of Elbonia"))
    load(engine, name(Named("Bank of Elbonia", PUBLIC), address="file:///bank.txt"))
    assert read_groups(engine) == [["Bank of Elbonia", "Bank of Elbonia"], ["Orange"], ["Orange"]]


def test_an_acronym_is_its_expansion_once_a_document_says_so(engine: Engine) -> None:
    load(engine, name("IBG"), name(BIG))
    assert read_groups(engine) == [["IBG"], [BIG]]
    load(engine, name(Named(BIG, aliases=("IBG",)), address="file:///said.txt"))
    assert read_groups(engine) == [["IBG", BIG]]
    assert read(engine, "SELECT former_id, organization_id FROM bi_former_numbers") == [(2, 1)]


def test_a_merge_is_undone_with_the_document_that_made_it(engine: Engine) -> None:
    said = name(Named(BIG, aliases=("IBG",)), address="file:///said.txt")
    load(engine, make_document(close_lab("IBG"), address="file:///one.txt"), name(BIG), said)
    assert read(engine, "SELECT subject_id FROM bi_restructurings") == [(1,)]
    load(engine, name("Beta", address="file:///said.txt"))
    assert read(engine, "SELECT id, name FROM organization ORDER BY id") == [(1, "IBG"), (2, BIG), (3, "Beta")]
    assert read(engine, "SELECT former_id FROM bi_former_numbers") == []
    assert find_faults(engine) == []


def test_a_merge_takes_the_events_along(engine: Engine) -> None:
    deal = Told(EventKind.ALLIANCE, {Role.PARTNER: (BIG, "Beta")}, f"{BIG} and Beta work together.")
    load(engine, name("IBG"), make_document(deal), name(Named(BIG, aliases=("IBG",))))
    assert read(engine, "SELECT partner_1_id FROM bi_partnerships") == [(1,)]
    assert find_faults(engine) == []


def test_a_form_of_several_organizations_is_none_of_them(engine: Engine) -> None:
    motors, industries = (Named(f"Mitsu {word}", aliases=("Mitsu",)) for word in ("Motors", "Industries"))
    load(engine, name("Mitsu"), name(motors))
    assert read_groups(engine) == [["Mitsu", "Mitsu Motors"]]
    load(engine, name(industries, address="file:///other.txt"))
    assert read_groups(engine) == [["Mitsu"], ["Mitsu Industries"], ["Mitsu Motors"]]


def test_documents_that_list_both_outweigh_one_that_calls_them_alike(engine: Engine) -> None:
    both = name("Mitsu Motors", "Mitsu", address="file:///both.txt")
    load(engine, both, name(Named("Mitsu Motors", aliases=("Mitsu",))))
    assert read_groups(engine) == [["Mitsu"], ["Mitsu Motors"]]
    load(engine, name("Beta", address="file:///both.txt"), name("Mitsu", address="file:///c.txt"))
    assert read_groups(engine) == [["Beta"], ["Mitsu", "Mitsu Motors"]]


def test_equal_numbers_decide_and_so_do_different_ones(engine: Engine) -> None:
    lei, other = Identifier("lei", "X1"), Identifier("lei", "X2")
    load(engine, number(name("Acme"), lei), number(name("Zenith"), lei), number(name("Acme"), other), name("Acme"))
    assert read_groups(engine) == [["Acme"], ["Acme"], ["Acme", "Zenith"]]


def test_most_documents_decide_name_kind_and_parent(engine: Engine) -> None:
    lab = Named("DAMO", LAB, parent="Acme")
    load(engine, name(lab, "Acme"), name(Named("DAMO", parent="Beta"), "Beta"), name("DAMO", "Beta"), name(lab, "Acme"))
    assert read(engine, "SELECT kind, parent FROM bi_organizations WHERE name = 'DAMO'") == [("lab", "Acme")]


def test_parents_never_run_in_a_circle(engine: Engine) -> None:
    pairs = (("Alpha", "Beta"), ("Beta", "Gamma"), ("Gamma", "Alpha"))
    load(engine, *(name(Named(one, parent=other), other) for one, other in pairs))
    assert read(engine, "SELECT parent_id FROM organization") == [(None,)] * 3
    load(engine, name("Delta", address="file:///2.txt"))
    parents = read(engine, "SELECT name, parent FROM bi_organizations ORDER BY name")
    assert parents == [("Alpha", "Beta"), ("Beta", "Gamma"), ("Delta", None), ("Gamma", None)]


def test_units_without_a_proper_name_are_their_owners(engine: Engine) -> None:
    first, second = (Named("quantum unit", UNIT, parent=owner) for owner in ("Acme Group", "Beta"))
    load(engine, name(first, "Acme Group"), name(second, "Beta"), name(replace(first, parent="Acme"), "Acme"))
    query = "SELECT name, parent FROM bi_organizations WHERE kind = 'unit' ORDER BY parent"
    assert [row[0] for row in read(engine, query)] == ["quantum unit"] * 2


NAMES = (
    Named("Acme"), Named("ACME"), Named("Acme Group"), Named("Acme KGaA"), Named("Acme AG"), Named("Orange"),
    Named("Orange", PUBLIC), Named(BIG, aliases=("IBG",)), Named("IBG"), Named("IBG", aliases=(BIG,)),
    Named("Mitsu Motors", aliases=("Mitsu",)), Named("Mitsu Industries", aliases=("Mitsu",)), Named("Mitsu"),
    Named("Université de Brest", OrganizationKind.ACADEMIC), Named("University of Brest", OrganizationKind.ACADEMIC),
    Named("University of Brest", PUBLIC), Named("Zenith", aliases=("Nadir",)), Named("Nadir"),
)  # fmt: skip

COMPARED = ("organizations", "names", "sayings", "aliases", "links", "organization mentions")


@st.composite
def draw_document(draw: st.DrawFn) -> Incoming:
    """A document that names a few, some of them as part of others, and tells an event of two."""
    named = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique_by=lambda one: one.name))
    owners = draw(st.lists(st.sampled_from([None, *named]), min_size=len(named), max_size=len(named)))
    rows = tuple(
        replace(one, parent=owner.name if owner and owner != one else None)
        for one, owner in zip(named, owners, strict=True)
    )
    day = draw(st.dates()).isoformat()
    partners = tuple(dict.fromkeys(one.name for one in named[:2]))
    deal = Told(EventKind.ALLIANCE, {Role.PARTNER: partners}, " and ".join(partners) + " work together.")
    countries = draw(st.sampled_from([(), ("BE",), ("MY",), ("BE", "SE")]))
    homes = draw(st.sampled_from([(), ("BE",), ("SE",)]))
    return settle(locate(make_document(deal, named=rows, published=day), *countries), *homes)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    documents=st.lists(draw_document(), min_size=1, max_size=9),
    forgotten=st.lists(draw_document(), max_size=4),
    seed=st.integers(0, 1000),
    size=st.integers(1, 4),
)
def test_no_order_and_no_size_of_batches_changes_the_organizations(
    twins: Twins, documents: list[Incoming], forgotten: list[Incoming], seed: int, size: int
) -> None:
    placed = [put(one, str(place)) for place, one in enumerate(documents)]
    before = [put(one, str(place)) for place, one in enumerate(forgotten[: len(placed)])]
    shuffled = Random(seed).sample(placed, len(placed))
    one, other = twins.renew()
    load_batches(one, placed)
    load_batches(other, before, *(shuffled[at : at + size] for at in range(0, len(shuffled), size)))
    once, shuffled_up = list_content(one), list_content(other)
    for part in COMPARED:
        assert once[part] == shuffled_up[part]


def test_a_change_of_name_joins_both_names_whatever_comes_first_and_the_new_one_counts(engine: Engine) -> None:
    told = name(Named("Vantoria", aliases=("Delmas",), before="Delmas", renamed="2023-01"), address="file:///told.txt")
    for documents in ((name("Delmas"), told, name("Delmas")), (told, name("Delmas"), name("Delmas"))):
        load(engine, *documents)
        assert read_groups(engine) == [["Delmas", "Vantoria"]]
        assert read(engine, "SELECT name FROM organization") == [("Vantoria",)]
        assert read(engine, "SELECT reason, documents FROM bi_merges") == [("former_name", 1)]
        columns = "organization, step, status, date_text, name_before, name_after, quote, event_id"
        life = read(engine, f"SELECT {columns} FROM bi_organization_history")
        assert life == [("Vantoria", "renamed", "completed", "2023-01", "Delmas", "Vantoria", "Vantoria", None)]
        assert find_faults(engine) == []
        load(engine, replace(told, text="", facts=replace(told.facts, organizations=())))
        assert read_groups(engine) == [["Delmas"]]
        assert read(engine, "SELECT name FROM organization") == [("Delmas",)]
        assert read(engine, "SELECT * FROM bi_organization_history") == []
