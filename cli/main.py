"""The command line's entry point."""


def run() -> None:
    """Run the command line."""
