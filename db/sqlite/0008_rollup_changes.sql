-- When a sum last changed, so that a reference names it as it stood. Sums made before take the time of their latest report.
ALTER TABLE "economy_rollups" ADD COLUMN "changed_at" TEXT NOT NULL DEFAULT '2000-01-01T00:00:00.000000Z';

UPDATE "economy_rollups" SET "changed_at" = l."at"
FROM (SELECT "zone_id", "measure", "month", max("recorded_at") AS "at" FROM "economy_reports" GROUP BY "zone_id", "measure", "month") AS l
WHERE l."zone_id" = "economy_rollups"."zone_id" AND l."measure" = "economy_rollups"."measure" AND l."month" = "economy_rollups"."month";
