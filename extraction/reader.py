"""The way from text to facts: text, names, triggers, frames, discourse, facts."""

from dataclasses import dataclass

from corpdb.extraction.events.assembly import make_events, make_organizations
from corpdb.extraction.events.details import DetailReader
from corpdb.extraction.events.explaining import Explainer
from corpdb.extraction.events.models import load_event_models
from corpdb.extraction.events.reading import read_events
from corpdb.extraction.events.stage import Stage
from corpdb.extraction.facts import Facts
from corpdb.extraction.lexicon.overlay import load_extended
from corpdb.extraction.lexicon.project import NO_PROJECT, Project
from corpdb.extraction.lexicon.tables import supported_languages
from corpdb.extraction.names.entities import find_entities
from corpdb.extraction.names.known import apply_project, link_known_parents
from corpdb.extraction.names.nations import find_countries
from corpdb.extraction.names.parents import link_parents
from corpdb.extraction.names.renaming import join_renamed
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.text.article import read_article
from corpdb.extraction.text.language import detect_language, normalize_language
from corpdb.extraction.values.dates import parse_published


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts with a user's additions to the language data; processes can hand it to one another.

    `explain` is whether each event says why it was read.
    """

    project: Project = NO_PROJECT
    explain: bool = False

    def __call__(
        self, text: str, *, title: str | None = None, language: str | None = None, published: str | None = None
    ) -> Facts:
        """The facts that `text` states; the same text gives the same facts.

        `title`, `language` (ISO 639-1) and `published` (ISO 8601) are what the file's metadata says; what is not given
        is found from the text. A text in a language that has no data gives no organizations and no events.
        """
        code = normalize_language(language) if language else detect_language(text)
        if code not in supported_languages():
            return Facts(code, parse_published(published) if published else None, title, (), ())
        lexicon = load_extended(code, self.project)
        article = read_article(text, lexicon, title=title, published=published)
        entities = find_entities(article, lexicon)
        sort_entities(article, lexicon, entities)
        apply_project(entities, self.project)
        entities = join_renamed(article, entities, lexicon)
        index = PlaceIndex(entities)
        link_parents(article, index, lexicon)
        link_known_parents(entities, self.project)
        stage = Stage(article, entities, index, lexicon)
        models = load_event_models()
        told = read_events(stage.scenes(), models, stage.reading)
        details = DetailReader(stage.reading, index)
        used = {entity for event in told for entity in event.parts}
        described = [entity for entity in stage.descriptions.entities if entity in used]
        organizations = make_organizations(article, [*entities, *described], stage.homes)
        events = make_events(told, details, Explainer(models, details) if self.explain else None)
        countries = find_countries(article, lexicon)
        return Facts(code, article.published, article.title, organizations, events, countries)


def extract(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    published: str | None = None,
    project: Project = NO_PROJECT,
) -> Facts:
    """The facts that `text` states, as a `Reader` with `project` finds them."""
    return Reader(project)(text, title=title, language=language, published=published)
