"""The knowledge of one language as frozen dataclasses, read once from `languages/` when first asked for."""

import re
from dataclasses import dataclass, field
from functools import cache

from corpdb.extraction.lexicon.classes import WordClasses
from corpdb.extraction.lexicon.gazetteer import load_cities
from corpdb.extraction.lexicon.organizations import Organizations, read_organizations
from corpdb.extraction.lexicon.phrases import Phrases, mark
from corpdb.extraction.lexicon.quantities import Quantities, read_quantities
from corpdb.extraction.lexicon.renaming import RenamingWords, read_renaming
from corpdb.extraction.lexicon.senses import Frame, Sense, read_frames, read_senses
from corpdb.extraction.lexicon.tables import SHARED, LexiconError, Table, read_lines, read_table, supported_languages
from corpdb.extraction.tokens import compile_tokenizer, fold
from corpdb.models.vocabulary import EventStatus, OrganizationKind


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed word classes and how words are cut."""

    tokenizer: re.Pattern[str]
    function_words: frozenset[str]
    abbreviations: frozenset[str]
    determiners: frozenset[str]
    indefinites: frozenset[str]
    word_endings: tuple[str, ...]
    possessives: frozenset[str]
    adjectives_follow: bool
    capital_nouns: bool
    possessive_marks: frozenset[str]
    coordinators: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    of_words: frozenset[str]
    by_words: frozenset[str]
    passive_words: frozenset[str]
    pronouns: frozenset[str]
    speech: frozenset[str]
    subject_signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """What tells an organization from a person, a place or a word at the head of a sentence."""

    legal_forms: frozenset[str]
    heads: dict[str, OrganizationKind]
    lower_heads: dict[str, OrganizationKind]
    tails: frozenset[str]
    portfolios: frozenset[str]
    introducers: dict[str, OrganizationKind]
    bodies: Phrases[tuple[str, OrganizationKind]]
    suffixes: frozenset[str]
    group_words: frozenset[str]
    unit_words: frozenset[str]
    connectors: frozenset[str]
    titles: frozenset[str]
    first_names: frozenset[str]
    common_words: frozenset[str]
    particles: frozenset[str]
    stop_names: frozenset[str]
    parents: Phrases[bool]
    owners: Phrases[bool]
    renaming: RenamingWords
    described: dict[str, OrganizationKind]
    sites: frozenset[str]
    described_links: frozenset[str]
    described_pattern: str
    described_elided: str
    elided_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Countries with the names and adjectives that mean them, cities, towns great and small, words before a place.

    `seat_endings` and `seat_words` say between a place and a name which is at home there: `Madrid-based`, `based in`.
    """

    countries: dict[str, str]
    adjectives: frozenset[str]
    cities: frozenset[str]
    towns: frozenset[str]
    prepositions: frozenset[str]
    seat_endings: frozenset[str]
    seat_words: Phrases[bool]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of time: months count from 1, weekdays from Monday 0; shifts are days, weeks... back or ahead."""

    months: dict[str, int]
    weekdays: dict[str, int]
    day_shifts: Phrases[int]
    week_shifts: Phrases[int]
    month_shifts: Phrases[int]
    year_shifts: Phrases[int]
    day_anchors: Phrases[int]
    month_anchors: Phrases[int]
    year_anchors: Phrases[int]
    units: dict[str, int]
    small_numbers: dict[str, int]
    seasons: Phrases[int]
    quarters: Phrases[int]
    year_words: frozenset[str]
    next_words: frozenset[str]
    last_words: frozenset[str]
    that_words: frozenset[str]
    part_words: frozenset[str]
    day_words: frozenset[str]
    ago_words: Phrases[bool]
    later_words: Phrases[bool]
    earlier_words: Phrases[bool]
    leading_words: frozenset[str]
    counted: frozenset[str]
    month_first: bool
    day_first: bool
    day_links: frozenset[str]
    ordinal_endings: tuple[str, ...]
    date_words: frozenset[str]
    time_words: frozenset[str]
    header_words: frozenset[str]
    issue_words: frozenset[str]
    openers: dict[str, bool] = field(default_factory=dict[str, bool], compare=False)
    """The words looked at so far, and whether a date may begin with each."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of one language."""

    code: str
    grammar: Grammar
    names: Names
    organizations: Organizations
    places: Places
    calendar: Calendar
    quantities: Quantities
    cues: Phrases[EventStatus]
    signs: Phrases[str]
    endings: dict[str, str]
    news: Phrases[bool]
    boilerplate: Phrases[bool]
    boundaries: Phrases[bool]
    negations: Phrases[bool]
    withdrawals: Phrases[str]
    positions: Phrases[bool]
    frames: dict[str, Frame]
    triggers: Phrases[Sense]
    classes: WordClasses


def load_common_words(code: str) -> frozenset[str]:
    """The common words of the language `code` alone, without the rest of its lexicon."""
    return read_lines(code, "words")


@cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of the language `code`, read at the first call; a `LexiconError` if its data are not right."""
    if code not in supported_languages():
        raise LexiconError(f"There are no language data for {code!r}; add the folder languages/{code}.")
    cues = read_table(code, "cues")
    signs, withdrawals = cues.take_table("signs").take_lists(), cues.take_table("withdrawals").take_lists()
    triggers = read_table(code, "triggers")
    frames = read_frames(triggers.take_table("frames"), triggers.take_words("genitives"))
    quantities = read_quantities(read_table(SHARED, "quantities"), read_table(code, "quantities"))
    lexicon = Lexicon(
        code=code,
        grammar=_read_grammar(read_table(code, "grammar")),
        names=_read_names(
            read_table(SHARED, "names"),
            read_table(code, "names"),
            read_table(code, "bodies"),
            load_common_words(code),
        ),
        organizations=read_organizations(read_table(SHARED, "organizations"), read_lines(SHARED, "companies")),
        places=_read_places(read_table(SHARED, "places"), read_table(code, "places"), read_table(code, "countries")),
        calendar=_read_calendar(read_table(code, "calendar"), quantities.numbers),
        quantities=quantities,
        cues=_read_cues(cues.take_table("status")),
        signs=Phrases((phrase, sign) for sign, phrases in signs.items() for phrase in phrases),
        endings={end: form for form, ends in cues.take_table("endings").take_lists().items() for end in ends},
        news=mark(cues.take_words("news")),
        boilerplate=mark(cues.take_words("boilerplate")),
        boundaries=mark(cues.take_words("boundaries")),
        negations=mark(cues.take_words("negations")),
        withdrawals=Phrases((phrase, sort) for sort, phrases in withdrawals.items() for phrase in phrases),
        positions=mark(cues.take_words("positions")),
        frames=frames,
        triggers=Phrases(read_senses(triggers, frames)),
        classes=_read_classes(read_table(code, "classes")),
    )
    cues.finish()
    triggers.finish()
    return lexicon


def _read_classes(table: Table) -> WordClasses:
    classes = WordClasses(table.take_table("classes").take_lists())
    table.finish()
    return classes


def _numbered(table: Table) -> Phrases[int]:
    return Phrases(table.take_numbers().items())


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _read_grammar(table: Table) -> Grammar:
    marks = table.take_words("possessive_marks")
    grammar = Grammar(
        tokenizer=compile_tokenizer(table.take_words("elisions"), (*marks, *table.take_words("clitics"))),
        function_words=table.take_set("function_words"),
        abbreviations=table.take_set("abbreviations"),
        determiners=table.take_set("determiners"),
        indefinites=table.take_set("indefinites"),
        word_endings=table.take_words("word_endings"),
        possessives=table.take_set("possessives"),
        adjectives_follow=table.take_flag("adjectives_follow"),
        capital_nouns=table.take_flag("capital_nouns"),
        possessive_marks=frozenset(marks),
        coordinators=table.take_set("coordinators"),
        prepositions=table.take_set("prepositions"),
        relatives=table.take_set("relatives"),
        of_words=table.take_set("of_words"),
        by_words=table.take_set("by_words"),
        passive_words=table.take_set("passive_words"),
        pronouns=table.take_set("pronouns"),
        speech=table.take_set("speech"),
        subject_signs=table.take_set("subject_signs"),
    )
    table.finish()
    return grammar


def _kinds(table: Table) -> dict[str, OrganizationKind]:
    """From lists of words by kind to the kind of each folded word."""
    return {
        fold(word): table.read_term(kind, OrganizationKind)
        for kind, words in table.take_lists().items()
        for word in words
    }


def _read_names(shared: Table, table: Table, bodies: Table, common_words: frozenset[str]) -> Names:
    names = Names(
        legal_forms=_folded(shared.take_words("legal_forms")),
        heads=_kinds(shared.take_table("heads")) | _kinds(table.take_table("heads")),
        lower_heads=_kinds(table.take_table("lower_heads")),
        tails=table.take_set("tails"),
        portfolios=table.take_set("portfolios"),
        introducers=_kinds(table.take_table("introducers")),
        bodies=_read_bodies(bodies),
        suffixes=_folded(shared.take_words("suffixes")),
        group_words=_folded(shared.take_words("group_words")),
        unit_words=_folded(shared.take_words("unit_words")),
        connectors=table.take_set("connectors"),
        titles=table.take_set("titles"),
        first_names=_folded(shared.take_words("first_names")),
        common_words=common_words,
        particles=shared.take_set("particles"),
        stop_names=_folded((*shared.take_words("stop_names"), *table.take_words("stop_names"))),
        parents=mark(table.take_words("parents")),
        owners=mark(table.take_words("owners")),
        renaming=read_renaming(table.take_table("renaming"), shared.take_words("former_prefixes")),
        described=_kinds(table.take_table("described")),
        sites=_folded(table.take_words("sites")),
        described_links=table.take_set("described_links"),
        described_pattern=table.take_text("described_pattern"),
        described_elided=table.take_text("described_elided"),
        elided_before=table.take_words("elided_before"),
    )
    shared.finish()
    table.finish()
    return names


def _read_bodies(table: Table) -> Phrases[tuple[str, OrganizationKind]]:
    """Well-known bodies: each line gives the name first and then its other forms."""
    entries: list[tuple[str, tuple[str, OrganizationKind]]] = []
    for kind, lines in table.take_lists().items():
        for line in lines:
            forms = [form.strip() for form in line.split(";")]
            entries += [(form.lower(), (forms[0], table.read_term(kind, OrganizationKind))) for form in forms]
    return Phrases(entries)


def _read_places(shared: Table, table: Table, countries: Table) -> Places:
    listed = (*countries.take_lists().items(), *table.take_table("countries").take_lists().items())
    places = Places(
        countries={fold(name): code for code, names in listed for name in names},
        adjectives=_folded(table.take_words("adjectives")),
        cities=_folded((*shared.take_words("cities"), *table.take_words("cities"))),
        towns=frozenset(load_cities()),
        prepositions=table.take_set("prepositions"),
        seat_endings=table.take_set("seat_endings"),
        seat_words=mark(table.take_words("seat_words")),
    )
    shared.finish()
    table.finish()
    return places


def _read_calendar(table: Table, numbers: dict[str, int]) -> Calendar:
    calendar = Calendar(
        months=table.take_table("months").take_numbers(),
        weekdays=table.take_table("weekdays").take_numbers(),
        day_shifts=_numbered(table.take_table("day_shifts")),
        week_shifts=_numbered(table.take_table("week_shifts")),
        month_shifts=_numbered(table.take_table("month_shifts")),
        year_shifts=_numbered(table.take_table("year_shifts")),
        day_anchors=_numbered(table.take_table("day_anchors")),
        month_anchors=_numbered(table.take_table("month_anchors")),
        year_anchors=_numbered(table.take_table("year_anchors")),
        units=table.take_table("units").take_numbers(),
        small_numbers=numbers,
        seasons=_numbered(table.take_table("seasons")),
        quarters=_numbered(table.take_table("quarters")),
        year_words=table.take_set("year_words"),
        next_words=table.take_set("next_words"),
        last_words=table.take_set("last_words"),
        that_words=table.take_set("that_words"),
        part_words=table.take_set("part_words"),
        day_words=table.take_set("day_words"),
        ago_words=mark(table.take_words("ago_words")),
        later_words=mark(table.take_words("later_words")),
        earlier_words=mark(table.take_words("earlier_words")),
        leading_words=table.take_set("leading_words"),
        counted=table.take_set("counted"),
        month_first=table.take_flag("month_first"),
        day_first=table.take_flag("day_first"),
        day_links=table.take_set("day_links"),
        ordinal_endings=table.take_words("ordinal_endings"),
        date_words=table.take_set("date_words"),
        time_words=table.take_set("time_words"),
        header_words=table.take_set("header_words"),
        issue_words=table.take_set("issue_words"),
    )
    table.finish()
    return calendar


def _read_cues(table: Table) -> Phrases[EventStatus]:
    return Phrases(
        (phrase, table.read_term(status, EventStatus))
        for status, words in table.take_lists().items()
        for phrase in words
    )
