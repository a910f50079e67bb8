"""How far an event has gone, weighed from the signs around its trigger."""

from corpdb.extraction.events.tellings import (
    Reading,
    Telling,
    clause_words,
    describe_place,
    describe_syntax,
    describe_tense,
    grade,
    measure_gap,
)
from corpdb.extraction.learning.linear import LinearModel
from corpdb.models.vocabulary import EventStatus

MODEL = "events/status"
_REACH = 8
_NEAR = 3
_FAR = 15
_DAYS = 45


def read_status(reading: Reading, telling: Telling) -> dict[EventStatus, float]:
    """The probability of each status by what one telling says; what the words give up outright is cancelled."""
    if is_given_up(reading, telling):
        return {EventStatus.CANCELLED: 1.0}
    scores = LinearModel.load(MODEL).scores(describe_status(reading, telling))
    return {EventStatus(label): score for label, score in scores.items()}


def is_given_up(reading: Reading, telling: Telling) -> bool:
    """Whether words that give up lead to the trigger, or its verb is denied where the sentence also gives something up.

    `has dropped plans to sell`; `ne prendra pas son indépendance : le groupe a renoncé à la séparation`. A denial for
    the time being is none.
    """
    around = reading.sentences[telling.sentence]
    if any(one.value == "delay" for one in around.withdrawals):
        return False
    leading = [one for one in around.withdrawals if one.first < telling.first <= one.last + 1]
    if any(one.value == "given_up" and one.last <= telling.first for one in leading):
        return True
    denied = any(one.value == "denied" for one in leading)
    return denied and any(sign.value == "cancel" for sign in around.signs)


def describe_status(reading: Reading, telling: Telling) -> dict[str, float]:
    """The features of a telling that its status is weighed by."""
    around = reading.sentences[telling.sentence]
    names = ["bias", f"usual:{telling.usual.value}", f"verb:{telling.verb}"]
    place = describe_place(reading, telling)
    tense = describe_tense(reading, telling)
    names += place + tense
    names += [f"{telling.kind.type.value}:{one}" for one in tense]
    names += [f"usual:{telling.usual.value}:{one}" for one in tense]
    names.append("trigger:" + " ".join(reading.tokens[at].low[:6] for at in range(telling.first, telling.last)))
    names.append(f"trigger end:{reading.tokens[telling.last - 1].low[-2:]}")
    for low, step in clause_words(reading, telling, _REACH):
        if abs(step) <= 1:
            names.append(f"next:{step}:{low}")
        if abs(step) <= _NEAR:
            names.append(f"near:{step < 0}:{low}")
        names.append(f"word:{low[:6]}")
    signs, pulls = _describe_signs(reading, telling)
    names += signs
    syntax = describe_syntax(reading, telling)
    names += syntax
    names += [f"{telling.kind.type.value}:{one}" for one in syntax if one.startswith(("own group", "up0 group"))]
    names += _describe_dates(reading, telling)
    names += _describe_neighbours(reading, telling)
    text = reading.tokens[around.sentence.last - 1].text
    if text == "?":
        names.append("question")
    if any(telling.first - 1 <= one.last <= telling.first for one in around.negations):
        names.append("denied")
    return {name: LEX if name.startswith(_LEXICAL) or " class:" in name else 1.0 for name in names} | pulls


LEX = 0.5
_LEXICAL = ("word:", "near:", "next:", "trigger:", "trigger end:")


def _describe_signs(reading: Reading, telling: Telling) -> tuple[list[str], dict[str, float]]:
    """For each sort of sign the nearest one in the sentence: side, distance, same clause or not."""
    around = reading.sentences[telling.sentence]
    names: list[str] = []
    pulls: dict[str, float] = {}
    nearest: dict[str, tuple[int, str, int]] = {}
    for sign in around.signs:
        side, gap = measure_gap(telling, sign.first, sign.last)
        breaks = around.count_breaks(sign.first, telling.first)
        cost = (gap + 4 * breaks, side, breaks)
        nearest[sign.value] = min(nearest.get(sign.value, cost), cost)
        pull = 1 / (1 + (gap + 4 * breaks) / 3)
        for name in (f"pull:{sign.value}", f"pull:{sign.value}:{side}", f"pull:{sign.value}:{telling.kind.type.value}"):
            pulls[name] = max(pulls.get(name, 0.0), pull)
    for sort, (cost, side, breaks) in nearest.items():
        names.append(f"sign:{sort}")
        names.append(f"sign:{sort}:{side}:{min(breaks, 1)}")
        if cost <= _FAR:
            names.append(f"sign:{sort}:{grade(cost, 2, 5, 9)}")
            names.append(f"sign:{sort}:{telling.kind.type.value}")
    near = [(max(cue.first - telling.last, telling.first - cue.last, 0), cue.value.value) for cue in around.cues]
    if near:
        gap, value = min(near)
        names.append(f"cue:{value}:{grade(gap, 3, 8)}")
    return names, pulls


def _describe_dates(reading: Reading, telling: Telling) -> list[str]:
    """Whether the nearest date of the sentence lies ahead of publication, before it, or on its day."""
    published = reading.article.published
    around = reading.sentences[telling.sentence]
    if not around.dates:
        return ["date:none"]
    nearest = min(around.dates, key=lambda one: abs(one.first - telling.first))
    names = [f"date:{nearest.form.value}", f"date word:{reading.tokens[max(nearest.first - 1, 0)].low}"]
    if published:
        days = (nearest.date.first - published.first).days
        when = "ahead" if days > 0 else "now" if days > -_DAYS else "past"
        names += [f"date:{when}", f"date:{when}:{telling.kind.type.value}"]
    return names


def _describe_neighbours(reading: Reading, telling: Telling) -> list[str]:
    """Signs of talk and of an end in the title and in the sentences before and behind."""
    names = [f"title:{sign}" for sign in reading.title if sign in {"cancel", "talks", "study", "future", "denial"}]
    for step in (-1, 1):
        place = telling.sentence + step
        if not 0 <= place < len(reading.sentences):
            continue
        beside = reading.sentences[place]
        if beside.sentence.paragraph == reading.sentences[telling.sentence].sentence.paragraph:
            names += [f"beside:{step}:{sign.value}" for sign in beside.signs]
    return names
