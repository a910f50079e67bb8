"""Why an event was read: its places, participants and details, with the features that weighed most.

What the models saw is made again from the drafts, so that reading itself keeps nothing for it.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from corpdb.extraction.events.dating import MODEL as DATE_MODEL
from corpdb.extraction.events.dating import read_dates
from corpdb.extraction.events.details import DetailReader, Details
from corpdb.extraction.events.drafts import Draft
from corpdb.extraction.events.features import (
    describe_filler,
    describe_role,
    describe_senses,
    describe_trigger,
    read_framing,
)
from corpdb.extraction.events.figures import MODEL as FIGURE_MODEL
from corpdb.extraction.events.figures import Field, read_field
from corpdb.extraction.events.merging import Cluster
from corpdb.extraction.events.models import EventModels
from corpdb.extraction.events.paths import Slot
from corpdb.extraction.events.reading import Told
from corpdb.extraction.events.scene import NOWHERE, Link, link_fillers
from corpdb.extraction.events.status import MODEL as STATUS_MODEL
from corpdb.extraction.events.status import describe_status, read_status
from corpdb.extraction.events.tellings import Telling
from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.learning.logistic import LogisticFamily
from corpdb.extraction.reasons import Choice, Explanation, Place, ReadSense, Reason, Standing
from corpdb.models.vocabulary import Role

_MOST_REASONS = 5
_MOST_KINDS = 3
_NEVER = 1e-9
_LEAST_WEIGHT = 0.01
_LEAST_STANDING = 0.1
_FIELDS = {Field.AMOUNT: "amount", Field.HEADCOUNT: "headcount", Field.SHARE: "share_percent"}

Features = Mapping[str, float]


class Explainer:
    """Explains the events of one document."""

    def __init__(self, models: EventModels, details: DetailReader) -> None:
        self._models = models
        self._reading = details.reading

    def explain(self, event: Told, told: Sequence[tuple[Draft, Telling]], whole: Details) -> Explanation:
        """Why `event` was read, as the drafts with their tellings say, the surest first; `whole` is what came out."""
        own, models = event.kind.type, self._models
        kinds = sorted(Cluster(list(event.drafts)).kinds().items(), key=lambda pair: -pair[1])[:_MOST_KINDS]
        tellings = [telling for _, telling in told]
        return Explanation(
            places=tuple(self._explain_place(event, draft, telling) for draft, telling in told),
            event=Choice(
                own.value, _round(event.probability), None, _find_reasons(models.events, own, event.described)
            ),
            kinds=tuple(Choice(kind.value, _round(score), None, ()) for kind, score in kinds),
            participants=tuple(
                Choice(
                    f"{role}: {entity.name}",
                    _round(score),
                    None,
                    _find_reasons(models.parts, f"{own}.{role}", event.claims[role, entity]),
                )
                for entity, (role, score) in event.parts.items()
            ),
            status=self._explain_status(tellings[0], whole),
            date=self._explain_date(tellings, whole),
            fields=dict(self._explain_figures(tellings, whole)),
        )

    def _explain_place(self, event: Told, draft: Draft, telling: Telling) -> Place:
        scene, trigger = draft.scene, draft.trigger
        links = link_fillers(scene, trigger)
        described = [*describe_trigger(scene, trigger, links), *describe_senses(trigger, draft.type, links)]
        status = read_status(self._reading, telling)
        around = self._reading.sentences[telling.sentence]
        article = scene.article
        return Place(
            quote=article.quote(scene.sentence.first, scene.sentence.last),
            trigger=article.quote(trigger.first, trigger.last),
            lemma=trigger.lemma,
            senses=tuple(
                ReadSense(one.sense.kind, one.sense.frame.name, one.sense.verb, one.size)
                for one in trigger.of_type(draft.type)
            ),
            probability=_round(draft.probability),
            reasons=_find_reasons(self._models.triggers, draft.type, described),
            participants=tuple(self._explain_standings(event, draft, links)),
            status=max(status, key=lambda one: status[one]),
            signs=tuple((article.quote(sign.first, sign.last), sign.value) for sign in around.signs),
        )

    def _explain_standings(self, event: Told, draft: Draft, links: Sequence[Link]) -> Iterator[Standing]:
        """For each participant whom a sentence may give its role, the place there that speaks for it most."""
        for entity, (role, _) in event.parts.items():
            if draft.roles.get(role, {}).get(entity, 0.0) >= _LEAST_STANDING:
                own = [self._explain_standing(draft, role, link) for link in links if link.filler.entity is entity]
                yield max(own, key=lambda standing: standing.probability)

    def _explain_standing(self, draft: Draft, role: Role, link: Link) -> Standing:
        scene, trigger, filler = draft.scene, draft.trigger, link.filler
        described = [*describe_filler(scene, trigger, link), *describe_role(trigger, draft.type, role, link)]
        label = f"{draft.type}.{role}"
        return Standing(
            name=filler.entity.name,
            role=role,
            words=None if filler.first == NOWHERE else scene.article.quote(filler.first, filler.last),
            form=filler.form,
            chance=_round(filler.trust),
            slot=_name_slot(link.slot) if link.slot else None,
            path=link.path.text if link.path else None,
            framed=tuple(sorted(read_framing(trigger, draft.type, link).all)),
            probability=_round(self._models.roles.probability(label, described)),
            reasons=_find_reasons(self._models.roles, label, described),
        )

    def _explain_status(self, telling: Telling, whole: Details) -> Choice:
        model = LinearModel.load(STATUS_MODEL)
        label = whole.status.value
        reasons = _weigh_out(
            describe_status(self._reading, telling), lambda features: model.scores(features).get(label, 0.0)
        )
        return Choice(label, _round(whole.status_confidence), None, reasons)

    def _explain_date(self, tellings: Sequence[Telling], whole: Details) -> Choice | None:
        if whole.date is None:
            return None
        found = [
            (score, at, ranked)
            for ranked in (read_dates(self._reading, telling) for telling in tellings)
            for at, (candidate, score) in enumerate(ranked)
            if candidate.date == whole.date
        ]
        _, at, ranked = max(found, key=lambda one: one[0])
        where = ranked[at][0].where
        words = self._reading.article.quote(*where) if where else None
        reasons = _weigh_rank(DATE_MODEL, [candidate.features for candidate, _ in ranked], at)
        return Choice(str(whole.date), _round(whole.date_confidence), words, reasons)

    def _explain_figures(self, tellings: Sequence[Telling], whole: Details) -> Iterator[tuple[str, Choice]]:
        for field, name in _FIELDS.items():
            value = getattr(whole.attributes, name)
            found = [
                (score, at, candidate.figure, ranked)
                for ranked in (read_field(self._reading, telling, field) for telling in tellings)
                for at, (candidate, score) in enumerate(ranked)
                if value is not None and candidate.figure and candidate.figure.value == value
            ]
            if found:
                score, at, figure, ranked = max(found, key=lambda one: one[0])
                words = self._reading.article.quote(figure.first, figure.last)
                reasons = _weigh_rank(FIGURE_MODEL, [candidate.features for candidate, _ in ranked], at)
                yield (
                    name,
                    Choice(
                        format(value, "f") if isinstance(value, Decimal) else str(value), _round(score), words, reasons
                    ),
                )


def _round(probability: float) -> float:
    return round(probability, 3)


def _name_slot(slot: Slot) -> str:
    """The slot in words: `subject, inherited`, `preposition par`, `object, on by >nmod[de]`."""
    name = f"{slot.name} {slot.preposition}".rstrip()
    return name + ", inherited" * slot.inherited + f", on by {slot.inner}" * bool(slot.inner)


def _find_reasons(family: LogisticFamily, label: str, features: Sequence[str]) -> tuple[Reason, ...]:
    return tuple(Reason(name, round(weight, 2)) for name, weight in family.reasons(label, features, _MOST_REASONS))


def _weigh_rank(name: str, candidates: Sequence[Features], at: int) -> tuple[Reason, ...]:
    """The features that speak most for and against the candidate number `at`."""
    model = LinearModel.load(name)
    others = list(candidates)

    def rank(features: Features) -> float:
        others[at] = features
        return model.rank(others)[at]

    return _weigh_out(candidates[at], rank)


def _weigh_out(features: Features, measure: Callable[[Features], float]) -> tuple[Reason, ...]:
    """The features without which the log-odds of a decision, of probability `measure`, would change most."""
    whole = _log_odds(measure(features))
    found: list[Reason] = []
    for left in features:
        rest = {name: value for name, value in features.items() if name != left}
        found.append(Reason(left, round(whole - _log_odds(measure(rest)), 2)))
    telling = [one for one in found if abs(one.weight) >= _LEAST_WEIGHT]
    return tuple(sorted(telling, key=lambda one: (-abs(one.weight), one.feature))[:_MOST_REASONS])


def _log_odds(probability: float) -> float:
    kept = min(max(probability, _NEVER), 1 - _NEVER)
    return math.log(kept / (1 - kept))
