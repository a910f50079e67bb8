"""Train the model that sorts entities, one for all languages, after the taggers.

    python -m corpdb.extraction.training.names_sorting GOLD_FOLDER LANGUAGE...

It learns from the annotated articles as taggers read them that were not trained on them, writes
extraction/weights/shared/names.sorting.json.gz and reports the organizations found by cross-validation.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpdb.extraction.learning.softmax import SoftmaxModel
from corpdb.extraction.names.entities import Entity, Sort, find_entities
from corpdb.extraction.names.evidence import EvidenceReader
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.names.tagging import SORTS, load_taggers
from corpdb.extraction.tokens import fold
from corpdb.extraction.training.names import FOLDS, WEIGHTS, cross_validate
from corpdb.extraction.training.names_gold import GoldArticle, entity_forms, find_organization, read_gold

_STRENGTH = 0.1
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


def main() -> None:
    """Train, report and write."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("gold", type=Path, metavar="GOLD_FOLDER")
    command.add_argument("languages", nargs="+", metavar="LANGUAGE")
    options = command.parse_args()
    cases = [case for language in options.languages for case in make_cases(read_gold(options.gold, language))]
    found: Counter[str] = Counter()
    for fold_number in range(FOLDS):
        model = train_model([case for case in cases if case.fold != fold_number])
        for case in cases:
            if case.fold == fold_number:
                found += check_case(case, model)
    print("\n".join(report(found)))
    place = WEIGHTS / "shared" / "names.sorting.json.gz"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(train_model(cases).dump())


def make_cases(articles: Sequence[GoldArticle]) -> Iterator[Case]:
    """The entities of each article, read by taggers that were not trained on it."""
    taggers = load_taggers(articles[0].lexicon.code)
    if not taggers:
        raise SystemExit("Train the taggers of the language first: corpdb.extraction.training.names")
    for at, (gold, own) in enumerate(zip(articles, cross_validate(articles, taggers.base), strict=True)):
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


def train_model(cases: Sequence[Case]) -> SoftmaxModel:
    """The model trained on `cases`: multinomial logistic regression, rare features and small weights left out."""
    rows = [row for case in cases for row in case.features]
    counts = Counter(feature for row in rows for feature in row)
    kept = [{feature: 1.0 for feature in row if counts[feature] >= _RAREST} for row in rows]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(kept)
    logistic = LogisticRegression(C=_STRENGTH, max_iter=500).fit(
        matrix, [name for case in cases for name in case.classes]
    )
    weights: dict[str, list[float]] = {}
    for name, column in zip(vectors.get_feature_names_out(), zip(*logistic.coef_, strict=True), strict=True):
        row = [round(float(weight), 3) for weight in column]
        if max(map(abs, row)) > _SMALLEST:
            weights[str(name)] = row
    biases = [round(float(bias), 3) for bias in np.asarray(logistic.intercept_)]
    return SoftmaxModel([str(name) for name in logistic.classes_], biases, weights)


def check_case(case: Case, model: SoftmaxModel) -> Counter[str]:
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


def report(counts: Mapping[str, int]) -> Iterator[str]:
    """Precision, recall, F1 and the share of right kinds."""
    precision, recall = counts["right"] / counts["found"], counts["right"] / counts["gold"]
    both = 2 * precision * recall / (precision + recall)
    yield f"organizations: precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}"
    yield f"kinds: {counts['kind'] / counts['right']:.3f} right"


if __name__ == "__main__":
    main()
