from collections.abc import Sequence

class LogisticRegression:
    classes_: Sequence[str]
    coef_: Sequence[Sequence[float]]
    intercept_: Sequence[float]
    def __init__(
        self,
        *,
        C: float = 1.0,  # noqa: N803 (the library's name)
        solver: str = "lbfgs",
        max_iter: int = 100,
        random_state: int | None = None,
    ) -> None: ...
    def fit(
        self,
        X: object,  # noqa: N803 (the library's name)
        y: Sequence[str] | Sequence[bool] | Sequence[int],
        sample_weight: Sequence[float] | None = None,
    ) -> LogisticRegression: ...
