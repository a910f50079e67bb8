"""Arc-eager parsing: a stack, a buffer and the moves between them.

The moves are those of spaCy's parser, which the weights are trained with: a word that was reduced without a head goes
back to the buffer, and an arc may be replaced by a better one.
"""

SHIFT, REDUCE, LEFT, RIGHT, BREAK = range(5)
NAMES = "SDLRB"
_NONE = -1


class State:
    """The parse of one sentence, from the first move to the last; `offset` is where its words begin in the batch."""

    __slots__ = ("_buffer", "_children", "_next", "_shifted", "_size", "_stack", "heads", "labels", "offset")

    def __init__(self, size: int, offset: int) -> None:
        self.offset = offset
        self._size = size
        self._next = 0
        self._stack: list[int] = []
        self._buffer: list[int] = []
        self._shifted: set[int] = set()
        self._children: dict[int, tuple[list[int], list[int]]] = {}
        self.heads = [_NONE] * size
        self.labels = [""] * size

    def slots(self) -> tuple[int, ...]:
        """The words that decide the next move: two of the buffer, three of the stack, three last children."""
        stack, depth, offset = self._stack, len(self._stack), self.offset
        first, second = self._peek(0), self._peek(1)
        top = stack[-1] if depth else _NONE
        found = (
            first,
            second,
            top,
            stack[-2] if depth > 1 else _NONE,
            stack[-3] if depth > 2 else _NONE,  # noqa: PLR2004 (the third word of the stack)
            self._last_child(first, 0),
            self._last_child(top, 0),
            self._last_child(top, 1),
        )
        return tuple([word + offset if word >= 0 else _NONE for word in found])

    def allowed(self) -> tuple[bool, bool, bool, bool, bool]:
        """Which kinds of moves are possible, in the order of their numbers."""
        left = len(self._buffer) + self._size - self._next
        depth = len(self._stack)
        if not depth:
            return True, False, False, False, False
        shift = left > 1 and self._peek(0) not in self._shifted
        return shift, depth > 1 or not left, left > 0, left > 0, False

    def advance(self, move: int, label: str) -> None:
        """Make a move, and then those that nothing else can follow."""
        if move == SHIFT:
            self._push()
        elif move == REDUCE:
            self._reduce()
        elif move == LEFT:
            first = self._peek(0)
            self._attach(first, self._stack[-1], label)
            self._shifted.discard(first)
            self._stack.pop()
        elif move == RIGHT:
            self._attach(self._stack[-1], self._peek(0), label)
            self._push()
        while self._stack and not self._buffer and self._next == self._size:
            self._reduce()

    def is_final(self) -> bool:
        """Whether no word is left."""
        return not self._stack and not self._buffer and self._next == self._size

    def _peek(self, place: int) -> int:
        returned = len(self._buffer)
        if place < returned:
            return self._buffer[returned - place - 1]
        word = self._next + place - returned
        return word if word < self._size else _NONE

    def _push(self) -> None:
        if self._buffer:
            self._stack.append(self._buffer.pop())
        else:
            self._stack.append(self._next)
            self._next += 1

    def _reduce(self) -> None:
        top = self._stack.pop()
        if self.heads[top] == _NONE and self._stack:
            self._shifted.add(top)
            self._buffer.append(top)

    def _attach(self, head: int, child: int, label: str) -> None:
        before = self.heads[child]
        if before != _NONE:
            self._children[before][before < child].remove(child)
        self._children.setdefault(head, ([], []))[head < child].append(child)
        self.heads[child] = head
        self.labels[child] = label

    def _last_child(self, word: int, side: int) -> int:
        found = self._children.get(word)
        return found[side][-1] if found and found[side] else _NONE
