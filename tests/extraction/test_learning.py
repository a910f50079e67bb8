from pathlib import Path

from corpdb.extraction.learning.linear import LinearModel, load_model


def test_features_add_to_the_odds_of_the_classes() -> None:
    model = LinearModel(["no", "yes"], [0.0, 0.0], {"sign": [0.0, 2.0]})
    assert model.predict([]) == {"no": 0.5, "yes": 0.5}
    assert model.predict(["sign", "never seen"])["yes"] > 0.8


def test_a_written_model_reads_as_it_was(tmp_path: Path) -> None:
    model = LinearModel(["no", "yes"], [0.1, -0.1], {"sign": [0.0, 2.0]})
    place = tmp_path / "weights.json.gz"
    place.write_bytes(model.dump())
    assert load_model(place) == model
