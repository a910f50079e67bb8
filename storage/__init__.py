"""From facts to rows and back: engines, the schema's state, resolution, bulk writes, the load run."""
