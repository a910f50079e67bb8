"""The schema of a database: the revision it stands at, the way to another, and the walk there."""
