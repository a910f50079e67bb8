from collections import Counter

import pytest

from corpdb.extraction.discourse.mentions import Form, Mention
from corpdb.extraction.discourse.resolver import Discourse, read_discourse
from corpdb.extraction.lexicon.anaphora import Gender, Number, load_anaphora
from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.lexicon.tables import supported_languages
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.text.article import Article, read_article


def read(text: str, language: str, *names: str) -> tuple[Article, Discourse]:
    """The discourse of a text whose organizations are `names`, each one word."""
    lexicon = load_lexicon(language)
    article = read_article(text, lexicon, title=None, published=None)
    entities: list[Entity] = []
    for name in names:
        found = [Candidate(at, at + 1) for at, token in enumerate(article.tokens) if token.text == name]
        entities.append(Entity(name, (name.lower(),), found, Counter([name]), Sort.ORGANIZATION))
    return article, read_discourse(article, PlaceIndex(entities), lexicon)


def find(article: Article, discourse: Discourse, words: str) -> Mention:
    """The last mention in these words."""
    return [one for one in discourse.mentions if article.quote(one.first, one.last) == words][-1]


@pytest.mark.parametrize("code", sorted(supported_languages()))
def test_every_language_has_sound_anaphora_data(code: str) -> None:
    anaphora = load_anaphora(code)
    assert anaphora.possessives
    assert anaphora.countries


@pytest.mark.parametrize(
    ("text", "language", "names", "words", "meant"),
    [
        (
            "Renault a signé mercredi. Le constructeur achètera Intel.",
            "fr",
            "Renault Intel",
            "Le constructeur",
            "Renault",
        ),
        ("Vexor recule. Vexor a cédé Alta. Le groupe reste muet.", "fr", "Vexor Alta", "Le groupe", "Vexor"),
        ("Le chimiste Vexor cède Alta. La vente plaît au chimiste.", "fr", "Vexor Alta", "au chimiste", "Vexor"),
        ("Vexor a vendu ses usines lundi.", "fr", "Vexor", "ses", "Vexor"),
        ("Vexor sold Alta on Monday. It gave no reason.", "en", "Vexor Alta", "It", "Vexor"),
        ("Dutch chipmaker Vexor sold Alta. The Dutch firm is happy.", "en", "Vexor Alta", "The Dutch firm", "Vexor"),
        ("Vexor, a bank, bought Alta, a retailer. The retailer was sold.", "en", "Vexor Alta", "The retailer", "Alta"),
    ],
)
def test_an_expression_means_whom_a_reader_takes_it_for(
    text: str, language: str, names: str, words: str, meant: str
) -> None:
    article, discourse = read(text, language, *names.split())
    entity = find(article, discourse, words).entity
    assert entity is not None
    assert entity.name == meant


def test_two_companies_are_two_entities() -> None:
    article, discourse = read("Vexor et Alta ont signé lundi. Les deux groupes se taisent.", "fr", "Vexor", "Alta")
    mention = find(article, discourse, "Les deux groupes")
    assert mention.count == 2
    assert {entity.name for entity, _ in mention.candidates[:2]} == {"Vexor", "Alta"}


def test_a_noun_before_a_name_is_no_mention_of_its_own() -> None:
    article, discourse = read("Le constructeur Renault se tait.", "fr", "Renault")
    assert [article.quote(one.first, one.last) for one in discourse.mentions] == ["Renault"]


def test_an_impersonal_pronoun_stands_for_nobody() -> None:
    _, discourse = read("Il faut que Vexor parle.", "fr", "Vexor")
    assert all(mention.form is Form.NAME for mention in discourse.mentions)


def test_a_sentence_without_any_word_for_it_is_about_what_the_text_is_about() -> None:
    article, discourse = read("Vexor ferme une usine. Vexor se tait. Fermeture du site de Brest.", "fr", "Vexor")
    assert [entity.name for entity, _ in discourse.salient(article.sentences[-1].first)] == ["Vexor"]


def test_chances_are_shared_with_nobody() -> None:
    article, discourse = read("Vexor sold Alta on Monday. It gave no reason.", "en", "Vexor", "Alta")
    mention = find(article, discourse, "It")
    assert sum(chance for _, chance in mention.candidates) + mention.nobody == pytest.approx(1)


def test_plurals_are_made_by_the_endings_of_the_language() -> None:
    article, _ = read("aux laboratoires pharmaceutiques", "fr")
    match = load_anaphora("fr").nouns.starts(article.tokens, 1, 3)
    assert match is not None
    assert (match.value.lemma, match.value.number) == ("laboratoire pharmaceutique", Number.MANY)
    assert match.value.gender is Gender.MASCULINE


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_text_without_organizations_has_mentions_of_nobody(language: str) -> None:
    _, discourse = read("The group said it was its own. Le groupe, il, sa filiale.", language)
    assert all(mention.entity is None for mention in discourse.mentions)


def test_a_name_that_comes_back_after_a_hundred_others_is_followed_again() -> None:
    names = [f"Vexor{number}" for number in range(100)]
    text = " ".join(f"{name} sold a plant." for name in [*names, "Vexor0"]) + " It gave no reason."
    article, discourse = read(text, "en", *names)
    assert "Vexor0" in [entity.name for entity, _ in find(article, discourse, "It").candidates]
