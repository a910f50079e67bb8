"""Words of messages."""


def count_noun(number: int, noun: str) -> str:
    """A number with its noun: `1 event`, `1,200 events`, `2 entities`."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"
