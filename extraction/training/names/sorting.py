"""Training of the model that sorts entities, one for all languages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.names.entities import Entity, Sort, find_entities
from corpdb.extraction.names.evidence import ALWAYS, EvidenceReader
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.names.tagging import SORTS, Taggers
from corpdb.extraction.tokens import fold
from corpdb.extraction.training.names.annotated import GoldArticle, entity_forms, find_organization
from corpdb.extraction.training.names.taggers import FOLDS

_STRENGTH = 0.3
_SURE = 0.6
_RAREST = 2
_SMALLEST = 0.005


@dataclass(frozen=True, slots=True)
class Case:
    """An article with its entities, the features and the right class of each, and the fold that it belongs to."""

    gold: GoldArticle
    fold: int
    entities: Sequence[Entity]
    features: Sequence[Sequence[str]]
    classes: Sequence[str]


def make_cases(articles: Sequence[GoldArticle], taggers: Sequence[Taggers]) -> Iterator[Case]:
    """The entities of each article, read by the taggers that were not trained on it."""
    for at, (gold, own) in enumerate(zip(articles, taggers, strict=True)):
        entities = find_entities(gold.article, gold.lexicon, own)
        evidence = EvidenceReader(gold.article, gold.lexicon, entities)
        features = [evidence.read(entity) for entity in entities]
        yield Case(gold, at % FOLDS, entities, features, [name_class(entity, gold) for entity in entities])


def name_class(entity: Entity, gold: GoldArticle) -> str:
    """What the entity is: the kind of an annotated organization; else a person or place, if it is one; else nothing."""
    forms = entity_forms(entity)
    if record := find_organization(forms, gold.organizations):
        return str(record["kind"])
    if not forms.isdisjoint(gold.people) or any(entity.key[-1:] == person[-1:] for person in gold.people):
        return "person"
    places = gold.lexicon.places
    known = (places.countries, places.cities, places.towns)
    if not forms.isdisjoint(gold.places) or any(fold(form) in names for form in entity.forms for names in known):
        return "place"
    shares = [candidate.shares for candidate in entity.candidates if candidate.shares]
    means = [sum(column) / len(shares) for column in zip(*shares, strict=True)]
    sure = {sort for sort, mean in zip(SORTS, means, strict=False) if mean > _SURE}
    return "person" if "PER" in sure else "place" if "LOC" in sure else "nothing"


def train_sorting(cases: Sequence[Case]) -> LinearModel:
    """The model trained on `cases`: multinomial logistic regression, rare features and small weights left out."""
    rows = [row for case in cases for row in case.features]
    counts = Counter(feature for row in rows for feature in row)
    kept = [{feature: 1.0 for feature in row if counts[feature] >= _RAREST and feature != ALWAYS} for row in rows]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(kept)
    logistic = LogisticRegression(C=_STRENGTH, max_iter=500)
    logistic.fit(matrix, [name for case in cases for name in case.classes])
    columns = zip(vectors.get_feature_names_out(), zip(*logistic.coef_, strict=True), strict=True)
    weights = {str(name): [float(weight) for weight in column] for name, column in columns}
    weights[ALWAYS] = [float(bias) for bias in logistic.intercept_]
    labels = [str(name) for name in logistic.classes_]
    return LinearModel(labels, LinearModel(labels, weights).compact(_SMALLEST))


def check_cases(cases: Sequence[Case]) -> Iterator[str]:
    """For each folder of articles how well organizations are found by models that were not trained on the article."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fold_number in range(FOLDS):
        model = train_sorting([case for case in cases if case.fold != fold_number])
        for case in cases:
            if case.fold == fold_number:
                counts[case.gold.folder] += _check_case(case, model)
    for folder, found in counts.items():
        precision, recall = found["right"] / max(found["found"], 1), found["right"] / max(found["gold"], 1)
        both = 2 * precision * recall / max(precision + recall, 1e-9)
        kinds = found["kind"] / max(found["right"], 1)
        yield f"{folder:10} precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}  kinds {kinds:.3f}"


def _check_case(case: Case, model: LinearModel) -> Counter[str]:
    """Organizations of an article: annotated, found, found rightly, and with the right kind."""
    sort_entities(case.gold.article, case.gold.lexicon, case.entities, model)
    found = [entity for entity in case.entities if entity.sort is Sort.ORGANIZATION]
    counts = Counter(gold=len(case.gold.organizations), found=len(found))
    left = list(case.gold.organizations)
    for entity in found:
        record = find_organization(entity_forms(entity), left)
        if record:
            left.remove(record)
            counts += Counter(right=1, kind=record["kind"] == entity.kind.value)
    return counts
