-- Days on which a zone works otherwise than the week says, and its office hours.

CREATE TABLE "platform_office_timetables" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "hours" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_office_timetables" PRIMARY KEY ("zone_id")
);

CREATE TABLE "platform_work_days" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "date" TEXT NOT NULL,
    "worked" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_work_days" PRIMARY KEY ("zone_id", "id")
);

CREATE UNIQUE INDEX "ix_platform_work_days_date" ON "platform_work_days" ("zone_id", "date");
