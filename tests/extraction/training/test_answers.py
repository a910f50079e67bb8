from collections import Counter
from pathlib import Path

import pytest

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.training.articles.annotated import (
    Annotated,
    GoldArticle,
    GoldEvent,
    GoldOrganization,
    GoldParticipant,
    read_annotated,
)
from corpdb.extraction.training.articles.checking import find_faults
from corpdb.extraction.training.events.answers import align_events
from corpdb.models.vocabulary import EventKind, EventType, Role

TEXT = "Le groupe Norvane SA rachète Talmont. NVN paie comptant."


def make_entity(name: str, *forms: str) -> Entity:
    return Entity(name, (name.lower(),), [], Counter(forms), Sort.ORGANIZATION)


def annotate(*participants: GoldParticipant, evidence: str = "rachète Talmont") -> Annotated:
    organizations = [GoldOrganization("Norvane", "company", ("NVN",)), GoldOrganization("Talmont", "company")]
    event = GoldEvent(EventType.TRANSACTION, EventKind.ACQUISITION, "completed", "2021", list(participants), evidence)
    return Annotated("one", TEXT, GoldArticle("fr", "2021-05-03", organizations, [event]))


BUYER, TARGET = GoldParticipant(Role.BUYER, "Norvane"), GoldParticipant(Role.TARGET, "Talmont")


def test_participants_are_found_in_other_forms_of_their_names() -> None:
    buyer, target = make_entity("NVN", "NVN"), make_entity("TALMONT SA")
    [answer] = align_events(annotate(BUYER, TARGET), [buyer, target], load_lexicon("fr").names)
    assert answer.roles == {buyer: Role.BUYER, target: Role.TARGET}
    assert TEXT[answer.start : answer.end] == "rachète Talmont"


def test_who_was_not_found_is_left_out() -> None:
    target = make_entity("Talmont")
    [answer] = align_events(annotate(BUYER, TARGET), [target, make_entity("Orcaline")], load_lexicon("fr").names)
    assert answer.roles == {target: Role.TARGET}


def test_a_sound_annotation_has_no_faults() -> None:
    assert list(find_faults(annotate(BUYER, TARGET))) == []


def test_faults_of_an_annotation_are_told() -> None:
    article = annotate(BUYER, GoldParticipant(Role.INVESTOR, "Talmont"), evidence="achète tout")
    assert list(find_faults(article)) == [
        "acquisition (achète tout): the evidence is not in the text",
        "acquisition (achète tout): no role investor in events of the type transaction",
    ]


def test_an_annotation_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"language": "fr", "document_date": null, "organizations": 3, "events": []}')
    (tmp_path / "a.txt").touch()
    with pytest.raises(SystemExit, match=r"a\.json, organizations: Expected `array`"):
        list(read_annotated(tmp_path))


def test_an_annotation_without_its_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"language": "fr", "document_date": null, "organizations": [], "events": []}')
    with pytest.raises(SystemExit, match=r"a\.txt: the article cannot be read"):
        list(read_annotated(tmp_path))
