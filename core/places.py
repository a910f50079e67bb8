"""Where in a file something is wrong, said for whoever wrote that file."""

import re

_PATH = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_STEP = re.compile(r"\[(?P<at>\d+)\]")
_BYTE = re.compile(r" \(byte (?P<at>\d+)\)$")


def locate_error(data: bytes, message: str) -> str:
    """The `message` of a decoder about `data`, its place in front: `, events 2, kind: Invalid ...`.

    Of data that are one line the line is not told: whoever reads a file line by line knows it.
    """
    if path := _PATH.search(message):
        steps = _STEP.sub(lambda step: f" {int(step['at']) + 1}", path["path"]).replace(".", ", ")
        place = f", {steps.strip()}" if steps else ""
        return f"{place}: {message[: path.start()]}"
    if byte := _BYTE.search(message):
        if b"\n" not in data.rstrip(b"\n"):
            return f": {message[: byte.start()]}"
        line = data.count(b"\n", 0, int(byte["at"])) + 1
        return f", line {line}: {message[: byte.start()]}"
    return f": {message}"
