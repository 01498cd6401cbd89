-- Rounds in which projects are rated, what follows from them, appeals

CREATE TABLE "projects_rounds" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "pack" TEXT NOT NULL,
    "cadence" TEXT NOT NULL,
    "project_kind" TEXT NULL,
    "starts_on" TEXT NOT NULL,
    "ends_on" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "photo_required" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "opened_by_id" BLOB NULL,
    "opened_at" TEXT NOT NULL,
    "frozen_by_id" BLOB NULL,
    "frozen_at" TEXT NULL,
    "run_id" BLOB NULL,
    "pack_hash" TEXT NULL,
    "published_by_id" BLOB NULL,
    "published_at" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_projects_rounds" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "projects_appeals" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "round_id" BLOB NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "decided_by_id" BLOB NULL,
    "decided_at" TEXT NULL,
    "decision" TEXT NULL,
    "excused" INTEGER NOT NULL,
    "flag_before" TEXT NULL,
    "flag_after" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_appeals" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_appeals_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_consequences" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "round_id" BLOB NOT NULL,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "flag" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "due_on" TEXT NULL,
    "factors" TEXT NULL,
    "pack_hash" TEXT NOT NULL,
    "release_zh" TEXT NULL,
    "release_en" TEXT NULL,
    "sign_off" TEXT NULL,
    "approved_by_id" BLOB NULL,
    "begins_on" TEXT NULL,
    "ended_on" TEXT NULL,
    "end_round_id" BLOB NULL,
    "end_reason" TEXT NULL,
    "held_on" TEXT NULL,
    "held_by_id" BLOB NULL,
    "minutes" TEXT NULL,
    "plan" TEXT NULL,
    "plan_due_on" TEXT NULL,
    "settled_on" TEXT NULL,
    "settled_by_id" BLOB NULL,
    "outcome" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_consequences" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_consequences_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_progress_photos" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "entry_id" BLOB NOT NULL,
    "attachment_id" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_progress_photos" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_progress_photos_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_round_lines" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "round_id" BLOB NOT NULL,
    "unit_id" BLOB NULL,
    "excuse_reason" TEXT NULL,
    "excused_by_id" BLOB NULL,
    "excused_at" TEXT NULL,
    "facts" TEXT NULL,
    "flag" TEXT NULL,
    "verdict_id" BLOB NULL,
    "flag_before" TEXT NULL,
    "verdict_before_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_round_lines" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_round_lines_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_projects_round_lines_round_id" FOREIGN KEY ("zone_id", "round_id") REFERENCES "projects_rounds" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_projects_appeals_open" ON "projects_appeals" ("zone_id", "round_id", "project_id") WHERE state = 'open';

CREATE INDEX "ix_projects_appeals_project_id" ON "projects_appeals" ("zone_id", "project_id");

CREATE UNIQUE INDEX "ix_projects_consequences_code" ON "projects_consequences" ("zone_id", "code");

CREATE INDEX "ix_projects_consequences_project_id_state" ON "projects_consequences" ("zone_id", "project_id", "state");

CREATE INDEX "ix_projects_consequences_round_id" ON "projects_consequences" ("zone_id", "round_id");

CREATE UNIQUE INDEX "ix_projects_progress_photos_entry_id_attachment_id" ON "projects_progress_photos" ("zone_id", "entry_id", "attachment_id");

CREATE INDEX "ix_projects_progress_photos_project_id" ON "projects_progress_photos" ("zone_id", "project_id");

CREATE INDEX "ix_projects_round_lines_project_id" ON "projects_round_lines" ("zone_id", "project_id");

CREATE UNIQUE INDEX "ix_projects_round_lines_round_id_project_id" ON "projects_round_lines" ("zone_id", "round_id", "project_id");

CREATE UNIQUE INDEX "ix_projects_rounds_code" ON "projects_rounds" ("zone_id", "code");

CREATE INDEX "ix_projects_rounds_pack_ends_on" ON "projects_rounds" ("zone_id", "pack", "ends_on");

ALTER TABLE projects_progress ADD COLUMN accident INTEGER NULL;

ALTER TABLE projects_progress ADD COLUMN funds_below_rule INTEGER NULL;
