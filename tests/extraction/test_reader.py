from corpdb.extraction.facts import EventFact, Facts, PartialDate
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role

CLOSURE = """27 novembre 2023

Bellatrix met fin à son aventure quantique

Le groupe chinois Bellatrix a décidé de fermer son laboratoire de recherche quantique, rattaché à l'académie LUMO.

En mars, Bellatrix avait annoncé son découpage en six unités. L'introduction en Bourse de sa division cloud a été
abandonnée."""

DEALS = """June 3, 2025 - Siemens agreed to buy Nokia's storage business for $3.4bn. Ericsson appointed Jane Miller as
chief executive officer. The SEC fined Alstom $200 million. Thales will cut 120 jobs in Lyon."""


def find(facts: Facts, kind: EventKind) -> EventFact:
    return next(event for event in facts.events if event.kind is kind)


def names(event: EventFact, role: Role) -> list[str]:
    return [participant.name for participant in event.participants if participant.role is role]


def test_a_closed_lab_without_a_name_is_named_after_its_owner() -> None:
    event = find(extract(CLOSURE), EventKind.CLOSURE)
    assert names(event, Role.SUBJECT) == ["Bellatrix"]
    assert "laboratoire de recherche quantique de Bellatrix" in names(event, Role.TARGET)
    assert event.date == PartialDate.parse("2023-11-27")


def test_the_quote_of_an_event_is_its_sentence() -> None:
    span = find(extract(CLOSURE), EventKind.CLOSURE).mentions[0].span
    quote = CLOSURE[span.start : span.end]
    assert quote.startswith("Le groupe chinois") and quote.endswith("académie LUMO.")  # noqa: PT018


def test_a_split_tells_its_parts_and_its_month() -> None:
    event = find(extract(CLOSURE), EventKind.SPLIT)
    assert event.attributes.parts == 6
    assert event.date == PartialDate.parse("2023-03")


def test_a_listing_given_up_is_cancelled() -> None:
    event = find(extract(CLOSURE), EventKind.IPO)
    assert (event.status, str(event.date)) == (EventStatus.CANCELLED, "2023-11-27")


def test_described_units_are_organizations_with_a_parent() -> None:
    organization = next(one for one in extract(CLOSURE).organizations if one.name.startswith("laboratoire"))
    assert organization.kind is OrganizationKind.LAB
    assert organization.parent == "Bellatrix"


def test_a_purchase_has_its_buyer_seller_and_price() -> None:
    text = "Siemens has agreed to buy Beta Systems from Nokia for $3.4 billion, the company said on Tuesday."
    event = find(extract(text), EventKind.ACQUISITION)
    assert [names(event, role) for role in (Role.BUYER, Role.TARGET, Role.SELLER)] == [
        ["Siemens"],
        ["Beta Systems"],
        ["Nokia"],
    ]
    assert event.attributes.amount == 3_400_000_000
    assert event.attributes.currency == "USD"


def test_an_appointment_has_its_person_and_position() -> None:
    event = find(extract(DEALS), EventKind.APPOINTMENT)
    assert names(event, Role.PERSON) == ["Jane Miller"]
    assert names(event, Role.SUBJECT) == ["Ericsson"]
    assert event.attributes.position == "chief executive officer"


def test_a_regulator_is_the_authority_of_its_fine() -> None:
    event = find(extract("June 3, 2025 - The SEC fined Alstom $200 million for bribery."), EventKind.FINE)
    assert (names(event, Role.AUTHORITY), names(event, Role.SUBJECT)) == (["SEC"], ["Alstom"])


def test_layoffs_count_their_people() -> None:
    event = find(extract(DEALS), EventKind.LAYOFFS)
    assert (event.attributes.headcount, event.attributes.location) == (120, "Lyon")


def test_passive_voice_turns_the_roles() -> None:
    event = find(extract("Le groupe Trixell a été racheté par Thales en 2019."), EventKind.ACQUISITION)
    assert (names(event, Role.BUYER), names(event, Role.TARGET)) == (["Thales"], ["Trixell"])


def test_hints_of_the_file_win_over_the_text() -> None:
    facts = extract(CLOSURE, title="Titre", published="2024-01-05T10:00:00Z", language="fr-FR")
    assert (facts.title, str(facts.published), facts.language) == ("Titre", "2024-01-05", "fr")


def test_an_unreadable_language_is_told_and_gives_no_facts() -> None:
    facts = extract(
        "De bank en de verzekeraar hebben besloten samen te gaan, zei de directeur van het bedrijf gisteren in Utrecht."
    )
    assert (facts.language, facts.organizations, facts.events) == ("nl", (), ())


def test_a_word_that_may_tell_an_event_does_so_by_what_stands_around_it() -> None:
    assert extract("The group Thales praised its investment in people.").events == ()
    event = find(
        extract("The group Thales said it would invest $3 million in a new plant in Lyon."), EventKind.INVESTMENT
    )
    assert event.attributes.amount == 3_000_000


def test_what_is_sold_on_a_platform_is_a_partnership() -> None:
    facts = extract("Les machines de la société Vexor sont disponibles sur le cloud de la société Lumo.", language="fr")
    assert set(names(find(facts, EventKind.DISTRIBUTION), Role.PARTNER)) == {"Vexor", "Lumo"}


def test_an_event_told_in_title_and_lead_is_one_with_two_mentions() -> None:
    lead = "Le groupe Thales a annoncé mardi le rachat de la société Trixell pour 20 millions d'euros."
    (event,) = extract(f"Thales rachète Trixell\n\n{lead}", language="fr").events
    assert len(event.mentions) == 2


def test_a_short_french_text_is_taken_for_french() -> None:
    text = (
        "La société Helvora a annoncé vendredi la fermeture de son usine de Grenoble et la suppression de 120 postes."
    )
    facts = extract(text)
    assert facts.language == "fr"
    assert names(facts.events[0], Role.SUBJECT) == ["Helvora"]


def test_the_date_that_a_file_begins_with_is_not_part_of_the_headline() -> None:
    text = "date 2023-11 Bellatrix ferme son laboratoire quantique\n\nLe laboratoire de Bellatrix avait dix ans."
    facts = extract(text, language="fr")
    assert (str(facts.published), facts.title) == ("2023-11", "Bellatrix ferme son laboratoire quantique")


def test_a_common_word_that_begins_a_sentence_is_no_organization() -> None:
    text = "Nobody said that Acme would close its lab. Why not? Less than a week later, Acme closed its lab."
    assert [fact.name for fact in extract(text, language="en").organizations if fact.kind != "lab"] == ["Acme"]
