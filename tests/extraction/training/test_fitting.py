from corpdb.extraction.training.events.fitting import Example, fit_family, fit_model


def make_examples(feature: str, *, label: bool, count: int = 20) -> list[Example]:
    return [Example(["any", feature], label, number) for number in range(count)]


def test_what_tells_right_from_wrong_weighs_and_what_is_always_there_does_not() -> None:
    model = fit_model([*make_examples("good", label=True), *make_examples("bad", label=False)], strength=1.0)
    assert model.weights["good"] > 1 > -1 > model.weights["bad"]
    assert abs(model.weights.get("any", 0.0)) < 0.1


def test_a_feature_of_one_example_is_left_out() -> None:
    odd = Example(["odd"], label=True, document=0)
    model = fit_model([odd, *make_examples("good", label=True), *make_examples("bad", label=False)], strength=1.0)
    assert "odd" not in model.weights


def test_labels_without_a_choice_are_sure() -> None:
    assert fit_model(make_examples("good", label=True), strength=1.0).probability([]) > 0.99
    assert fit_model(make_examples("bad", label=False), strength=1.0).probability([]) < 0.01


def test_labels_learn_from_one_another_and_keep_what_is_their_own() -> None:
    common = [*make_examples("good", label=True), *make_examples("bad", label=False)]
    families = {
        "a": [*common, *make_examples("turn", label=True)],
        "b": [*common, *make_examples("turn", label=False)],
        "few": [Example(["any"], label=True, document=0), Example(["any"], label=False, document=1)],
    }
    family = fit_family(families, strength=1.0)
    assert family.shared.weights["good"] > 0 > family.shared.weights["bad"]
    assert family.own["a"].weights["turn"] > 0 > family.own["b"].weights["turn"]
    assert family.probability("few", ["any", "good"]) > 0.7
    assert family.probability("few", ["any", "bad"]) < 0.3
