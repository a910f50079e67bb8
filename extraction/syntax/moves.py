"""Arc-eager parsing: a stack, a buffer and the moves between them.

The moves are those of spaCy's parser, which the weights are trained with: a word that was reduced without a head goes
back to the buffer, and an arc may be replaced by a better one.
"""

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
NAMES = "SDLRB"
# The kinds of moves that are possible while there is a word on the stack and in the buffer: to shift or not, to reduce
# or not.
CHOICES = tuple((shift, reduce, True, True, False) for shift in (False, True) for reduce in (False, True))
_NONE = -1
# The children before and behind a word, the last of each at the end; where there are none, that is none.
_CHILDLESS: tuple[list[int], list[int]] = ([_NONE], [_NONE])


class State:
    """The parse of one sentence, from the first move to the last; its words have the numbers `offset` and up."""

    __slots__ = ("_buffer", "_children", "_shifted", "_stack", "heads", "labels", "offset")

    def __init__(self, size: int, offset: int) -> None:
        self.offset = offset
        self._stack: list[int] = []
        self._buffer = list(range(offset + size - 1, offset - 1, -1))  # the next word stands last
        self._shifted: set[int] = set()
        self._children: dict[int, tuple[list[int], list[int]]] = {}
        self.heads = [_NONE] * size
        self.labels = [""] * size
        self._make_forced_moves()

    def slots(self) -> tuple[int, ...]:
        """The words that decide the next move: two of the buffer, three of the stack, three last children."""
        stack, buffer = self._stack, self._buffer
        depth, first, top = len(stack), buffer[-1], stack[-1]
        starts, ends = self._children.get(top, _CHILDLESS)
        return (
            first,
            buffer[-2] if len(buffer) > 1 else _NONE,
            top,
            stack[-2] if depth > 1 else _NONE,
            stack[-3] if depth > 2 else _NONE,  # noqa: PLR2004 (the third word of the stack)
            self._children.get(first, _CHILDLESS)[0][-1],
            starts[-1],
            ends[-1],
        )

    def find_choice(self) -> int:
        """The number of the entry of `CHOICES` that holds the kinds of moves which are possible."""
        return 2 * self._may_shift() + (len(self._stack) > 1)

    def advance(self, move: int, label: str) -> None:
        """Make a move, and then those that nothing else can follow."""
        if move == SHIFT:
            self._push()
        elif move == REDUCE:
            self._reduce()
        elif move == LEFT:
            first = self._buffer[-1]
            self._attach(first, self._stack[-1], label)
            self._shifted.discard(first)
            self._stack.pop()
        elif move == RIGHT:
            self._attach(self._stack[-1], self._buffer[-1], label)
            self._push()
        self._make_forced_moves()

    def is_final(self) -> bool:
        """Whether no word is left."""
        return not self._stack and not self._buffer

    def _make_forced_moves(self) -> None:
        """Make the moves that have no other beside them: while either the stack or the buffer is empty."""
        while bool(self._stack) != bool(self._buffer):
            if self._stack:
                self._reduce()
            else:
                self._push()

    def _may_shift(self) -> bool:
        return len(self._buffer) > 1 and self._buffer[-1] not in self._shifted

    def _push(self) -> None:
        self._stack.append(self._buffer.pop())

    def _reduce(self) -> None:
        top = self._stack.pop()
        if self.heads[top - self.offset] == _NONE and self._stack:
            self._shifted.add(top)
            self._buffer.append(top)

    def _attach(self, head: int, child: int, label: str) -> None:
        place = child - self.offset
        before = self.heads[place]
        if before != _NONE:
            before += self.offset
            self._children[before][before < child].remove(child)
        self._children.setdefault(head, ([_NONE], [_NONE]))[head < child].append(child)
        self.heads[place] = head - self.offset
        self.labels[place] = label
