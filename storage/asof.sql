-- What the tables hold as of a day, in the order in which each may read those before it: `{{base}}` is the schema of the
-- tables themselves, `{{day}}` the day. A table that is not here is as it is now. CROSS JOIN keeps SQLite from beginning
-- with all documents of before the day, when it looks a single row up.

CREATE TEMPORARY VIEW document AS
SELECT * FROM {base}.document WHERE published_last_day <= '{day}';

CREATE TEMPORARY VIEW document_address AS
SELECT own.* FROM {base}.document_address AS own
CROSS JOIN {base}.document WHERE document.id = own.document_id AND document.published_last_day <= '{day}';

CREATE TEMPORARY VIEW mention AS
SELECT own.* FROM {base}.mention AS own
CROSS JOIN {base}.document WHERE document.id = own.document_id AND document.published_last_day <= '{day}';

CREATE TEMPORARY VIEW mention_participant AS
SELECT own.* FROM {base}.mention_participant AS own JOIN mention ON mention.id = own.mention_id;

CREATE TEMPORARY VIEW person AS
SELECT * FROM {base}.person AS own
WHERE EXISTS (SELECT 1 FROM mention_participant WHERE mention_participant.person_id = own.id);

CREATE TEMPORARY VIEW telling AS
SELECT * FROM {base}.telling AS own WHERE EXISTS (SELECT 1 FROM mention WHERE mention.telling_id = own.id);

CREATE TEMPORARY VIEW event AS
SELECT known.event_id AS id, known.type, known.kind, known.status, known.first_day, known.last_day,
    known.date_precision, known.date_text, known.amount, known.currency, known.headcount, known.location,
    known.confidence, own.verdict
FROM {base}.event_version AS known JOIN {base}.event AS own ON own.id = known.event_id
WHERE known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}');

CREATE TEMPORARY VIEW restructuring_event AS
SELECT event_id, parts FROM {base}.event_version
WHERE type = 'restructuring' AND known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}');

CREATE TEMPORARY VIEW transaction_event AS
SELECT event_id, share_percent FROM {base}.event_version
WHERE type = 'transaction' AND known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}');

CREATE TEMPORARY VIEW financing_event AS
SELECT event_id, series FROM {base}.event_version
WHERE type = 'financing' AND known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}');

CREATE TEMPORARY VIEW leadership_event AS
SELECT event_id, position FROM {base}.event_version
WHERE type = 'leadership' AND known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}');

CREATE TEMPORARY VIEW participation AS
SELECT id, event_id, role, rank, organization_id, person_id FROM {base}.participation_version
WHERE known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}');

CREATE TEMPORARY VIEW event_version AS
SELECT id, event_id, step, known_from, CASE WHEN known_until <= '{day}' THEN known_until END AS known_until,
    type, kind, status, first_day, last_day, date_precision, date_text, amount, currency, headcount, location, parts,
    share_percent, series, position, confidence, mention_id
FROM {base}.event_version WHERE known_from <= '{day}';

CREATE TEMPORARY VIEW participation_version AS
SELECT id, event_id, role, rank, organization_id, person_id, known_from,
    CASE WHEN known_until <= '{day}' THEN known_until END AS known_until
FROM {base}.participation_version WHERE known_from <= '{day}';

CREATE TEMPORARY VIEW event_change AS
SELECT * FROM {base}.event_change WHERE known_from <= '{day}';

-- An event has choices of other days only if they are not the present ones from its first day on.
CREATE TEMPORARY VIEW event_choice AS
SELECT id, event_id, value, reason, mention_id, NULL AS decision_id FROM {base}.event_choice_version
WHERE known_from <= '{day}' AND (known_until IS NULL OR known_until > '{day}')
UNION ALL
SELECT own.id, own.event_id, own.value, own.reason, own.mention_id, own.decision_id FROM {base}.event_choice AS own
JOIN mention ON mention.id = own.mention_id
WHERE NOT EXISTS (SELECT 1 FROM {base}.event_choice_version AS other WHERE other.event_id = own.event_id)
UNION ALL
SELECT own.id, own.event_id, own.value, own.reason, own.mention_id, own.decision_id FROM {base}.event_choice AS own
JOIN {base}.decision AS decided ON decided.id = own.decision_id
WHERE decided.known_from IS NULL OR decided.known_from <= '{day}';

CREATE TEMPORARY VIEW best_mention AS
SELECT own.id AS event_id, {best} AS mention_id,
    (SELECT mention.document_id FROM mention WHERE mention.id = {best}) AS document_id
FROM {base}.event AS own;

CREATE TEMPORARY VIEW event_choice_version AS
SELECT id, event_id, value, reason, mention_id, known_from,
    CASE WHEN known_until <= '{day}' THEN known_until END AS known_until
FROM {base}.event_choice_version WHERE known_from <= '{day}';

CREATE TEMPORARY VIEW event_number AS
SELECT own.id, (SELECT min(known.id) FROM telling AS known WHERE known.event_id = former.event_id) AS telling_id
FROM {base}.event_number AS own JOIN {base}.telling AS former ON former.id = own.telling_id;

CREATE TEMPORARY VIEW organization_mention AS
SELECT own.* FROM {base}.organization_mention AS own
CROSS JOIN {base}.document WHERE document.id = own.document_id AND document.published_last_day <= '{day}';

CREATE TEMPORARY VIEW organization_identifier AS
SELECT own.* FROM {base}.organization_identifier AS own
CROSS JOIN {base}.document WHERE document.id = own.document_id AND document.published_last_day <= '{day}';

CREATE TEMPORARY VIEW organization_renaming AS
SELECT own.* FROM {base}.organization_renaming AS own
CROSS JOIN {base}.document WHERE document.id = own.document_id AND document.published_last_day <= '{day}';

CREATE TEMPORARY VIEW organization_name AS
SELECT * FROM {base}.organization_name AS own
WHERE EXISTS (SELECT 1 FROM organization_mention WHERE organization_mention.name_id = own.id);

-- The first document that uses a name is the same whatever came out since; the last may not have been out.
CREATE TEMPORARY VIEW name_period AS
SELECT own.name_id, own.first_document_id, (
    SELECT document.id FROM organization_mention JOIN document ON document.id = organization_mention.document_id
    WHERE organization_mention.name_id = own.name_id
    ORDER BY document.published_last_day DESC, document.id DESC LIMIT 1) AS last_document_id
FROM {base}.name_period AS own;

CREATE TEMPORARY VIEW organization_alias AS
SELECT own.* FROM {base}.organization_alias AS own
JOIN {base}.organization_name AS named ON named.id = own.name_id
WHERE EXISTS (
    SELECT 1 FROM organization_mention
    WHERE organization_mention.name_id = own.name_id
    AND (organization_mention.quote = own.name OR named.form = own.name));

CREATE TEMPORARY VIEW organization_number AS
SELECT own.id, (
    SELECT min(known.id) FROM organization_name AS known
    WHERE known.organization_id = former.organization_id) AS name_id
FROM {base}.organization_number AS own JOIN {base}.organization_name AS former ON former.id = own.name_id;

-- Organizations of which documents that were not out by then say something, or that these give as an owner.
CREATE TEMPORARY TABLE stale_organization AS
SELECT named.organization_id AS id FROM {base}.document
JOIN {base}.organization_mention AS late ON late.document_id = document.id
JOIN {base}.organization_name AS named ON named.id = late.name_id
WHERE document.published_last_day IS NULL OR document.published_last_day > '{day}'
UNION
SELECT named.organization_id FROM {base}.document
JOIN {base}.organization_mention AS late ON late.document_id = document.id
JOIN {base}.organization_name AS named ON named.id = late.parent_name_id
WHERE document.published_last_day IS NULL OR document.published_last_day > '{day}';

CREATE UNIQUE INDEX stale_as_of ON stale_organization (id);

-- NOT EXISTS where NOT IN would do: PostgreSQL would go through all numbers again for each row, once they are many.
CREATE TEMPORARY TABLE organization_saying AS
SELECT said.* FROM {base}.organization_saying AS said
JOIN {base}.organization_name AS named ON named.id = said.name_id
WHERE NOT EXISTS (SELECT 1 FROM stale_organization WHERE stale_organization.id = named.organization_id)
UNION ALL
SELECT min(own.id), own.name_id, own.kind, own.parent_name_id, count(DISTINCT own.document_id)
FROM organization_mention AS own
JOIN {base}.organization_name AS named ON named.id = own.name_id
WHERE named.organization_id IN (SELECT id FROM stale_organization)
GROUP BY own.name_id, own.kind, own.parent_name_id;

CREATE TEMPORARY TABLE organization AS
SELECT * FROM {base}.organization AS own
WHERE EXISTS (SELECT 1 FROM organization_name WHERE organization_name.organization_id = own.id);

CREATE UNIQUE INDEX organization_as_of ON organization (id);

CREATE INDEX parent_as_of ON organization (parent_id);

CREATE INDEX saying_as_of ON organization_saying (name_id);

CREATE INDEX saying_parent_as_of ON organization_saying (parent_name_id);

-- An owner of which nothing was known by then is none.
UPDATE organization SET stated_parent_id = NULL, parent_id = NULL
WHERE stated_parent_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM organization AS known WHERE known.id = organization.stated_parent_id);
