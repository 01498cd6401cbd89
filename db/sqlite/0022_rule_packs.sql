-- Texts of rule packs that a zone proposed or adopted, and recorded verdicts.

CREATE TABLE "platform_rule_packs" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shipped" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "from_on" TEXT NOT NULL,
    "in_place_of" TEXT NULL,
    "reason" TEXT NULL,
    "proposed_by_id" BLOB NULL,
    "proposed_at" TEXT NOT NULL,
    "sign_off" TEXT NULL,
    "adopted_by_id" BLOB NULL,
    "adopted_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_rule_packs" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_rule_runs" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "pack" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "subjects" INTEGER NOT NULL,
    "group_facts" TEXT NULL,
    "days" TEXT NULL,
    "at" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_rule_runs" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_rule_verdicts" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "run_id" BLOB NOT NULL,
    "pack" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "subject_code" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "facts" TEXT NOT NULL,
    "history" TEXT NULL,
    "answer" TEXT NOT NULL,
    CONSTRAINT "pk_platform_rule_verdicts" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_rule_verdicts_run_id" FOREIGN KEY ("zone_id", "run_id") REFERENCES "platform_rule_runs" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_rule_packs_name_state" ON "platform_rule_packs" ("zone_id", "name", "state");

CREATE INDEX "ix_platform_rule_runs_pack_day" ON "platform_rule_runs" ("zone_id", "pack", "day");

CREATE INDEX "ix_platform_rule_verdicts_pack_subject_id_day" ON "platform_rule_verdicts" ("zone_id", "pack", "subject_id", "day");

CREATE INDEX "ix_platform_rule_verdicts_run_id" ON "platform_rule_verdicts" ("zone_id", "run_id");

CREATE INDEX "ix_platform_rule_verdicts_subject_kind_subject_id" ON "platform_rule_verdicts" ("zone_id", "subject_kind", "subject_id");
