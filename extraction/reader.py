"""The way from text to facts: text, names, triggers, frames, discourse, facts."""

from corpdb.extraction.events.assembly import make_events, make_organizations
from corpdb.extraction.events.drafts import Drafter
from corpdb.extraction.events.merging import merge_drafts
from corpdb.extraction.facts import Facts
from corpdb.extraction.lexicon.knowledge import load_lexicon, supported_languages
from corpdb.extraction.names.entities import find_entities
from corpdb.extraction.names.parents import link_parents
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.text.article import read_article
from corpdb.extraction.text.language import detect_language, normalize_language
from corpdb.extraction.values.dates import parse_published


def extract(text: str, *, title: str | None = None, language: str | None = None, published: str | None = None) -> Facts:
    """The facts that `text` states; the same text gives the same facts.

    `title`, `language` (ISO 639-1) and `published` (ISO 8601) are what the file's metadata says; what is not given is
    found from the text. A text in a language that has no data gives no organizations and no events.
    """
    code = normalize_language(language) if language else detect_language(text)
    if code not in supported_languages():
        return Facts(code, parse_published(published) if published else None, title, (), ())
    lexicon = load_lexicon(code)
    article = read_article(text, lexicon, title=title, published=published)
    entities = find_entities(article, lexicon)
    sort_entities(article, lexicon, entities)
    index = PlaceIndex(entities)
    link_parents(article, index, lexicon)
    drafter = Drafter(article, entities, index, lexicon)
    clusters = merge_drafts(drafter.draft())
    used = {entity for cluster in clusters for entity in cluster.roles.filled}
    described = [entity for entity in drafter.descriptions.entities if entity in used]
    organizations = make_organizations(article, [*entities, *described])
    return Facts(code, article.published, article.title, organizations, make_events(clusters, drafter.details))
