"""What the tests stand on: a PostgreSQL server of their own."""
