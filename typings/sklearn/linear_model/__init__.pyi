from collections.abc import Sequence

class LogisticRegression:
    classes_: Sequence[str]
    coef_: Sequence[Sequence[float]]
    intercept_: Sequence[float]
    def __init__(self, *, C: float = 1.0, max_iter: int = 100) -> None: ...  # noqa: N803 (the library's name)
    def fit(self, X: object, y: Sequence[str]) -> LogisticRegression: ...  # noqa: N803
