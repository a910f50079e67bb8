"""The language data with a user's additions laid over them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.lexicon.project import NO_PROJECT, Project, parse_project
from corpdb.extraction.lexicon.tables import LexiconError, supported_languages
from corpdb.extraction.tokens import fold, tokenize
from corpdb.models.vocabulary import OrganizationKind


@cache
def load_extended(code: str, project: Project) -> Lexicon:
    """The lexicon of the language `code` with the additions of `project`, made at the first call."""
    lexicon = load_lexicon(code)
    if project == NO_PROJECT:
        return lexicon
    names = replace(
        lexicon.names,
        bodies=lexicon.names.bodies.extend(_list_bodies(lexicon, project)),
        stop_names=lexicon.names.stop_names | set(map(fold, project.stop_names)),
    )
    triggers = lexicon.triggers.extend(project.read_senses(code, lexicon.frames))
    return replace(lexicon, names=names, triggers=triggers)


def read_project(data: bytes, name: str) -> Project:
    """The additions in `data`, the content of the file `name`, checked against the languages that they are for."""
    project = parse_project(data, name)
    unknown = sorted(project.languages - supported_languages())
    if unknown:
        known = ", ".join(sorted(supported_languages()))
        raise LexiconError(f"{name}: there are no language data for {', '.join(unknown)}; the languages are {known}.")
    for code in sorted(project.languages):
        load_extended(code, project)
    return project


def _list_bodies(lexicon: Lexicon, project: Project) -> Iterator[tuple[str, tuple[str, OrganizationKind]]]:
    """Every form of the organizations as the tokens that it has in a text of the language."""
    for one in project.organizations:
        for form in dict.fromkeys((one.name, *one.aliases)):
            tokens = tokenize(form, lexicon.grammar.tokenizer)
            yield " ".join(token.low for token in tokens), (one.name, one.kind)
