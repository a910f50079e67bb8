-- Who partners with whom, and how often: the one with the smaller number first.
SELECT
    one.organization_id,
    one.organization,
    other.organization_id AS partner_id,
    other.organization AS partner,
    count(DISTINCT one.event_id) AS partnerships
FROM {{ source('corpdb', 'bi_participants') }} AS one
JOIN {{ source('corpdb', 'bi_participants') }} AS other
    ON other.event_id = one.event_id AND other.role = 'partner' AND other.organization_id > one.organization_id
WHERE one.role = 'partner' AND one.status <> 'cancelled'
GROUP BY one.organization_id, one.organization, other.organization_id, other.organization
