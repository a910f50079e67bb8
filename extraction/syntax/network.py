"""The parser's network: features of words in, vectors, scores of tags and scores of parsing moves out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpdb.extraction.syntax.weights import Array, Weights, unpack_array

Numbers = NDArray[np.int32]
_TINY = np.float32(1e-8)


class Network:
    """The layers of one language, ready to be multiplied."""

    def __init__(self, weights: Weights) -> None:
        arrays = {name: unpack_array(packed) for name, packed in weights.arrays.items()}
        self._embeds = [arrays[f"embed{column}"] for column in range(len(weights.columns))]
        self._mix = _Maxout(arrays, "mix")
        depth = sum(name.endswith("_W") and name.startswith("layer") for name in arrays)
        self._layers = [_Maxout(arrays, f"layer{number}") for number in range(depth)]
        self._tag_W, self._tag_b = arrays["tag_W"], arrays["tag_b"]
        self._reduce_W, self._reduce_b = arrays["reduce_W"], arrays["reduce_b"]
        self._lower_W, self._lower_b, self._pad = arrays["lower_W"], arrays["lower_b"], arrays["lower_pad"]
        self._upper_W, self._upper_b = arrays["upper_W"], arrays["upper_b"]
        self.slots = self._lower_W.shape[0]

    def encode(self, numbers: Numbers, lengths: Sequence[int]) -> Array:
        """The vectors of words, sentence after sentence; a word sees as many neighbours as there are layers."""
        mixed = self._mix.run(np.hstack([embed[numbers[:, at]] for at, embed in enumerate(self._embeds)]))
        depth = len(self._layers)
        places = np.arange(len(mixed)) + depth * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        padded: Array = np.zeros((len(mixed) + depth * (len(lengths) + 1), mixed.shape[1]), np.float32)
        padded[places] = mixed
        for layer in self._layers:
            window = np.zeros((len(padded), 3, padded.shape[1]), np.float32)
            window[1:, 0], window[:, 1], window[:-1, 2] = padded[:-1], padded, padded[1:]
            padded += layer.run(window.reshape(len(padded), -1))
        return padded[places]

    def tag(self, vectors: Array) -> list[int]:
        """The number of the best tag of each word."""
        return find_best(vectors @ self._tag_W.T + self._tag_b)

    def prepare(self, vectors: Array) -> Array:
        """What each word adds to a state in each of its slots; the last row is for an empty slot."""
        reduced = vectors @ self._reduce_W.T + self._reduce_b
        slots, hidden, pieces, width = self._lower_W.shape
        prepared: Array = np.empty((len(vectors) + 1, slots, hidden * pieces), np.float32)
        prepared[:-1] = (reduced @ self._lower_W.reshape(-1, width).T).reshape(-1, slots, hidden * pieces)
        prepared[-1] = self._pad.reshape(slots, hidden * pieces)
        return prepared

    def score(self, prepared: Array, slots: Numbers) -> Array:
        """The score of each move in each state, of which the words in its slots are given, -1 for none."""
        sums = prepared[slots, np.arange(self.slots)].sum(axis=1) + self._lower_b.reshape(-1)
        hidden = sums.reshape(len(sums), *self._lower_b.shape).max(axis=2)
        return hidden @ self._upper_W.T + self._upper_b


def find_best(scores: Array) -> list[int]:
    """The column of the highest score of each row."""
    best: NDArray[np.intp] = np.argmax(scores, axis=1)
    return best.tolist()


class _Maxout:
    """The best of several linear pieces, normalized."""

    def __init__(self, arrays: dict[str, Array], name: str) -> None:
        self._outputs, self._pieces, width = arrays[f"{name}_W"].shape
        self._weights = np.ascontiguousarray(arrays[f"{name}_W"].reshape(-1, width).T)
        self._bias = arrays[f"{name}_b"].reshape(-1)
        self._gain, self._shift = arrays[f"{name}_G"], arrays[f"{name}_s"]

    def run(self, inputs: Array) -> Array:
        best = (inputs @ self._weights + self._bias).reshape(len(inputs), self._outputs, self._pieces).max(axis=2)
        centred = best - best.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + _TINY)
        normalized: Array = centred / spread * self._gain + self._shift
        return normalized
