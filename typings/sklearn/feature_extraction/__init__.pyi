from collections.abc import Mapping, Sequence

class DictVectorizer:
    def fit_transform(self, X: Sequence[Mapping[str, float]]) -> object: ...  # noqa: N803 (the library's name)
    def get_feature_names_out(self) -> Sequence[str]: ...
