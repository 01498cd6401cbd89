-- How often a job was taken: one that kills its worker again and again is given up.
ALTER TABLE "platform_jobs" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;
