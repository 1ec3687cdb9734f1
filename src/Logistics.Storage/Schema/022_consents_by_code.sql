-- An agreement is asked for and changed by itself, as a partner or a place is: by its code. Those that were kept without one are named by what they say, so that the same
-- agreement has the same name on every day; the second of two that say the same has a number besides, since a day's codes are told apart.

WITH named AS (
  SELECT ctid, 'accord-' || substr(md5(document::text), 1, 12) AS code, row_number() OVER (PARTITION BY service_date, document::text ORDER BY ordinal) AS place
  FROM consent WHERE NOT document ? 'code'
)
UPDATE consent SET document = jsonb_set(consent.document, '{code}', to_jsonb(named.code || CASE WHEN named.place > 1 THEN '-' || named.place ELSE '' END))
FROM named WHERE consent.ctid = named.ctid;
