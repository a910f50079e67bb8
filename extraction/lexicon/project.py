"""What a user adds to the language data without code: organizations, triggers, and names that are none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated

import msgspec

from corpdb.core.places import locate_error
from corpdb.extraction.lexicon.phrases import Phrases
from corpdb.extraction.lexicon.senses import Evidence, Frame, Sense, read_senses
from corpdb.extraction.lexicon.tables import LexiconError, Table
from corpdb.extraction.tokens import fold
from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind

_DIGITS = 12
# Signs that mean something in a phrase, and so cannot be searched for.
_SIGNS = frozenset("|*~")

_Text = Annotated[str, msgspec.Meta(pattern=r"\S")]


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organization: its name, what it is, its other forms, and another of the file that it belongs to."""

    name: _Text
    kind: OrganizationKind = OrganizationKind.COMPANY
    aliases: tuple[_Text, ...] = ()
    parent: str | None = None


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words of one language that tell an event, as in the language data: `[[sense]]` of its `triggers.toml`."""

    language: str
    kind: EventKind
    frame: str
    verbs: tuple[_Text, ...] = ()
    nouns: tuple[_Text, ...] = ()
    status: EventStatus = EventStatus.COMPLETED
    needs: Annotated[int, msgspec.Meta(ge=0)] = 1
    evidence: Evidence | None = None


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    organization: tuple[Known, ...] = ()
    trigger: tuple[Trigger, ...] = ()
    stop_names: tuple[_Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A user's additions. `digest` is the SHA-256 of their file, by which two are the same; empty for none."""

    digest: str = ""
    name: str = field(default="", compare=False)
    organizations: tuple[Known, ...] = field(default=(), compare=False)
    triggers: tuple[Trigger, ...] = field(default=(), compare=False)
    stop_names: tuple[str, ...] = field(default=(), compare=False)

    @property
    def mark(self) -> str | None:
        """How the digest begins, so that facts tell by which additions they were found; nothing for none."""
        return self.digest[:_DIGITS] or None

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the triggers."""
        return frozenset(trigger.language for trigger in self.triggers)

    def read_senses(self, language: str, frames: dict[str, Frame]) -> Iterator[tuple[str, Sense]]:
        """The trigger phrases of `language`, each with its sense; a `LexiconError` says what is wrong with one."""
        for number, trigger in enumerate(self.triggers, 1):
            if trigger.language == language:
                yield from _read_trigger(trigger, f"{self.name}, trigger {number}", frames)


NO_PROJECT = Project()


def _read_trigger(trigger: Trigger, place: str, frames: dict[str, Frame]) -> list[tuple[str, Sense]]:
    row = msgspec.json.decode(msgspec.json.encode(trigger), type=dict[str, object])
    del row["language"]
    senses = list(read_senses(Table(place, {"sense": [row]}), frames))
    try:
        Phrases(senses)
    except LexiconError as error:
        raise LexiconError(f"{place}: {error}") from None
    return senses


def parse_project(data: bytes, name: str) -> Project:
    """The additions in `data`, the content of the TOML file `name`; a `LexiconError` says what is wrong, and where."""
    try:
        content = msgspec.toml.decode(data, type=_Content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise LexiconError(f"{name}{locate_error(data, str(error))}; mend that file.") from None
    project = Project(sha256(data).hexdigest(), name, content.organization, content.trigger, content.stop_names)
    if problems := [*_check_organizations(project), *_check_triggers(project)]:
        raise LexiconError("\n".join(f"{name}, {problem}" for problem in problems))
    return project


def _check_organizations(project: Project) -> Iterator[str]:
    """What is wrong with the organizations, a sentence each."""
    names = {one.name for one in project.organizations}
    forms = Counter(form for one in project.organizations for form in {fold(form) for form in (one.name, *one.aliases)})
    stopped = set(map(fold, project.stop_names))
    parents = {one.name: one.parent for one in project.organizations}
    for number, one in enumerate(project.organizations, 1):
        place = f"organization {number} ({one.name})"
        for form in (one.name, *one.aliases):
            if forms[fold(form)] > 1:
                yield f"{place}: {form!r} names another organization too; give each its own forms."
            if fold(form) in stopped:
                yield f"{place}: {form!r} is one of stop_names too; take it out of one of the two."
            if not _SIGNS.isdisjoint(form):
                yield f"{place}: {form!r} has one of the signs | * ~, which no search finds; leave it out."
        if one.parent is not None and one.parent not in names:
            yield f"{place}: its parent {one.parent!r} is no organization of the file; add it."
        elif one.name in _list_parents(one.name, parents):
            yield f"{place}: it belongs to itself by its parents; mend one of them."


def _list_parents(name: str, parents: dict[str, str | None]) -> list[str]:
    """Those that an organization belongs to, the nearest first; a circle is gone round once."""
    above: list[str] = []
    parent = parents[name]
    while parent is not None and parent not in above:
        above.append(parent)
        parent = parents.get(parent)
    return above


def _check_triggers(project: Project) -> Iterator[str]:
    for number, trigger in enumerate(project.triggers, 1):
        if not trigger.verbs and not trigger.nouns:
            yield f"trigger {number}: it has no words; give it verbs or nouns."
