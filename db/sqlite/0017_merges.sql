-- One file of two: tombstones, and what each merge moved. The register of a year, kept.

ALTER TABLE "enterprises_enterprises" ADD COLUMN "merged_into_id" BLOB NULL;

CREATE INDEX "ix_enterprises_enterprises_merged_into_id" ON "enterprises_enterprises" ("zone_id", "merged_into_id");

CREATE TABLE "enterprises_merges" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kept_id" BLOB NOT NULL,
    "gone_id" BLOB NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "by_name" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "undone_at" TEXT NULL,
    "undone_by" TEXT NULL,
    "undo_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_merges" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_merges_gone_id" FOREIGN KEY ("zone_id", "gone_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_enterprises_merges_kept_id" FOREIGN KEY ("zone_id", "kept_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_enterprises_merges_gone_id" ON "enterprises_merges" ("zone_id", "gone_id");

CREATE INDEX "ix_enterprises_merges_kept_id" ON "enterprises_merges" ("zone_id", "kept_id");

CREATE TABLE "enterprises_year_freezes" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "year" INTEGER NOT NULL,
    "as_on" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "files" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_year_freezes" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "enterprises_year_copies" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_year_copies" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_year_copies_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_enterprises_year_copies_enterprise_id_year" ON "enterprises_year_copies" ("zone_id", "enterprise_id", "year");

CREATE INDEX "ix_enterprises_year_copies_year_code" ON "enterprises_year_copies" ("zone_id", "year", "code");

CREATE UNIQUE INDEX "ix_enterprises_year_freezes_year" ON "enterprises_year_freezes" ("zone_id", "year");
