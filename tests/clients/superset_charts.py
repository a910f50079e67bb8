"""Run the query of each chart that Superset holds, as its pages do; run by the Python of Superset's own environment.

Arguments: the password of the database, which the bundle does not hold, or nothing. Prints a JSON object: of each chart
its title, the number of rows and the first one; and the dashboard's title.
"""

import json
import sys
from importlib import import_module
from typing import Any

from sqlalchemy.engine import make_url

app: Any = import_module("superset.app").create_app()


def set_password(password: str) -> None:
    """Do what a person does on the database's page."""
    session = import_module("superset").db.session
    database = session.query(import_module("superset.models.core").Database).one()
    url = make_url(database.sqlalchemy_uri_decrypted).set(password=password)
    database.set_sqlalchemy_uri(url.render_as_string(hide_password=False))
    session.commit()


def main() -> None:
    """Ask for each chart's data."""
    with app.app_context():
        for password in sys.argv[1:]:
            set_password(password)
    client = app.test_client()
    login = {"username": "admin", "password": "admin", "provider": "db", "refresh": True}
    token = client.post("/api/v1/security/login", json=login).get_json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}

    def get(path: str) -> Any:
        answer = client.get(path, headers=headers)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}: {answer.get_data(as_text=True)[:2000]}")
        return answer.get_json()

    charts = {}
    for chart in get("/api/v1/chart/?q=(page_size:100,order_column:slice_name,order_direction:asc)")["result"]:
        (result,) = get(f"/api/v1/chart/{chart['id']}/data/?force=true")["result"]
        charts[chart["slice_name"]] = {"rows": result["rowcount"], "first": (result["data"] or [None])[0]}
    dashboards = [one["dashboard_title"] for one in get("/api/v1/dashboard/")["result"]]
    described = get("/api/v1/dataset/?q=(page_size:100)")["result"]
    json.dump({"charts": charts, "dashboards": dashboards, "datasets": len(described)}, sys.stdout, default=str)


main()
