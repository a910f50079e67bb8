"""Real clients, each in an environment of its own: `python -m uv run pytest -m clients -n 0`."""
