"""How Superset is set up for its test; it reads this file itself."""

import os

SECRET_KEY = "only for a test, which nobody else can reach"
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['SUPERSET_HOME']}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False  # an SQLite file is one
TALISMAN_ENABLED = False
WTF_CSRF_ENABLED = False
