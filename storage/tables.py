"""The tables as SQLAlchemy Core sees them, for the code that writes sets of rows and not objects."""

from sqlalchemy import Table

from corpdb.models.schema import metadata

DECISION: Table = metadata.tables["decision"]
DECISION_ANCHOR: Table = metadata.tables["decision_anchor"]
DOCUMENT: Table = metadata.tables["document"]
DOCUMENT_ADDRESS: Table = metadata.tables["document_address"]
EVENT: Table = metadata.tables["event"]
EVENT_CHOICE: Table = metadata.tables["event_choice"]
EVENT_NUMBER: Table = metadata.tables["event_number"]
LOAD: Table = metadata.tables["load"]
LOAD_ERROR: Table = metadata.tables["load_error"]
MENTION: Table = metadata.tables["mention"]
MENTION_PARTICIPANT: Table = metadata.tables["mention_participant"]
ORGANIZATION: Table = metadata.tables["organization"]
ORGANIZATION_ALIAS: Table = metadata.tables["organization_alias"]
ORGANIZATION_IDENTIFIER: Table = metadata.tables["organization_identifier"]
ORGANIZATION_LINK: Table = metadata.tables["organization_link"]
ORGANIZATION_MENTION: Table = metadata.tables["organization_mention"]
ORGANIZATION_NAME: Table = metadata.tables["organization_name"]
ORGANIZATION_NUMBER: Table = metadata.tables["organization_number"]
ORGANIZATION_SAYING: Table = metadata.tables["organization_saying"]
PARTICIPATION: Table = metadata.tables["participation"]
PERSON: Table = metadata.tables["person"]
TELLING: Table = metadata.tables["telling"]
TELLING_BLOCK: Table = metadata.tables["telling_block"]
TELLING_LINK: Table = metadata.tables["telling_link"]
TELLING_PARTICIPANT: Table = metadata.tables["telling_participant"]
