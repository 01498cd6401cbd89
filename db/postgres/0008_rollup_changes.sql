-- When a sum last changed, so that a reference names it as it stood. Sums made before take the time of their latest report.
ALTER TABLE economy_rollups ADD COLUMN changed_at timestamp with time zone NOT NULL DEFAULT '2000-01-01T00:00:00Z';

UPDATE economy_rollups s SET changed_at = l.at
FROM (SELECT zone_id, measure, month, max(recorded_at) AS at FROM economy_reports GROUP BY zone_id, measure, month) l
WHERE l.zone_id = s.zone_id AND l.measure = s.measure AND l.month = s.month;

ALTER TABLE economy_rollups ALTER COLUMN changed_at DROP DEFAULT;
