import gzip
import json

from corpdb.extraction.learning.linear import LinearModel


def test_features_add_to_the_odds_of_the_labels() -> None:
    model = LinearModel(["no", "yes"], {"sign": [0.0, 2.0]})
    assert model.scores({}) == {"no": 0.5, "yes": 0.5}
    assert model.scores({"sign": 1.0, "never seen": 1.0})["yes"] > 0.8


def test_a_model_is_written_as_labels_and_weights() -> None:
    model = LinearModel(["no", "yes"], {"sign": [0.0, 2.0]})
    assert json.loads(gzip.decompress(model.dump())) == {"labels": ["no", "yes"], "weights": {"sign": [0.0, 2.0]}}
    assert model.dump() == model.dump()
