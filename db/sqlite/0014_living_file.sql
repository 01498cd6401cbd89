-- The living file: factory profile, terms of fields, corrections, survey rounds; facts of the zone.

ALTER TABLE "enterprises_enterprises" ADD COLUMN "floor_units" INTEGER NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "address" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "products" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "market_position" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "staff" INTEGER NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "energy_e4" INTEGER NULL;

-- Due days follow from the terms of the zone now; only one that somebody set stays stored.
UPDATE "enterprises_enterprises" SET "due_on" = NULL WHERE "due_on" = date("as_of", '+1 year');
UPDATE "enterprises_provenance" SET "due_on" = NULL WHERE "due_on" = date("as_of", '+1 year');

DROP INDEX "ix_enterprises_enterprises_due_on";
CREATE INDEX "ix_enterprises_enterprises_as_of" ON "enterprises_enterprises" ("zone_id", "as_of");
DROP INDEX "ix_enterprises_provenance_due_on";
CREATE INDEX "ix_enterprises_provenance_as_of" ON "enterprises_provenance" ("zone_id", "as_of");

CREATE TABLE "enterprises_field_terms" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "field" TEXT NOT NULL,
    "months" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_field_terms" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "enterprises_survey_rounds" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "ask_liaisons" INTEGER NOT NULL,
    "ask_enterprises" INTEGER NOT NULL,
    "started_on" TEXT NOT NULL,
    "until_on" TEXT NOT NULL,
    "started_by_id" BLOB NULL,
    "started_at" TEXT NOT NULL,
    "closed_at" TEXT NULL,
    "closed_by" TEXT NULL,
    "close_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_survey_rounds" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "enterprises_corrections" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "seen" TEXT NULL,
    "value" TEXT NULL,
    "as_of" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "by_name" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "handed_to_id" BLOB NULL,
    "answered_by_id" BLOB NULL,
    "answered_by" TEXT NULL,
    "answered_at" TEXT NULL,
    "answer" TEXT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_corrections" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_corrections_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_survey_items" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "round_id" BLOB NOT NULL,
    "field" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "by_name" TEXT NULL,
    "at" TEXT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_survey_items" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_survey_items_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_enterprises_survey_items_round_id" FOREIGN KEY ("zone_id", "round_id") REFERENCES "enterprises_survey_rounds" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_enterprises_corrections_enterprise_id" ON "enterprises_corrections" ("zone_id", "enterprise_id");

CREATE INDEX "ix_enterprises_corrections_state" ON "enterprises_corrections" ("zone_id", "state");

CREATE UNIQUE INDEX "ix_enterprises_field_terms_field" ON "enterprises_field_terms" ("zone_id", "field");

CREATE INDEX "ix_enterprises_survey_items_enterprise_id_state" ON "enterprises_survey_items" ("zone_id", "enterprise_id", "state");

CREATE UNIQUE INDEX "ix_enterprises_survey_items_round_id_enterprise_id_field" ON "enterprises_survey_items" ("zone_id", "round_id", "enterprise_id", "field");

CREATE UNIQUE INDEX "ix_enterprises_survey_rounds_code" ON "enterprises_survey_rounds" ("zone_id", "code");

CREATE TABLE "platform_zone_facts" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issuer" TEXT NULL,
    "grade" TEXT NULL,
    "year" INTEGER NULL,
    "on_day" TEXT NULL,
    "until_on" TEXT NULL,
    "source" TEXT NOT NULL,
    "voided_at" TEXT NULL,
    "voided_by" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_zone_facts" PRIMARY KEY ("zone_id", "id")
);

CREATE INDEX "ix_platform_zone_facts_kind" ON "platform_zone_facts" ("zone_id", "kind");
