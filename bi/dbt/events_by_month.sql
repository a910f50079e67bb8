-- How many events of each type and status happened in each month; those of which only the year is known are left out.
SELECT
    calendar.month_start,
    calendar.month_text,
    events.type,
    events.type_en,
    events.status,
    count(*) AS events,
    sum(events.headcount) AS headcount
FROM {{ source('corpdb', 'bi_events') }} AS events
JOIN {{ source('corpdb', 'bi_calendar') }} AS calendar ON calendar.day = events.day
WHERE events.date_precision IN ('day', 'month')
GROUP BY calendar.month_start, calendar.month_text, events.type, events.type_en, events.status
