-- Promises of investors and of the zone, extensions of days, sub-projects

CREATE TABLE "projects_extensions" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "what" TEXT NOT NULL,
    "until_on" TEXT NOT NULL,
    "expires_on" TEXT NOT NULL,
    "was_planned_on" TEXT NULL,
    "was_promised_on" TEXT NULL,
    "reason" TEXT NOT NULL,
    "attachment_id" BLOB NULL,
    "is_late" INTEGER NOT NULL,
    "asked_by_id" BLOB NULL,
    "asked_on" TEXT NOT NULL,
    "sign_off" TEXT NULL,
    "clock_id" BLOB NULL,
    "state" TEXT NOT NULL,
    "decided_by_id" BLOB NULL,
    "decided_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_extensions" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_extensions_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_promises" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "value_e4" INTEGER NULL,
    "value_unit" TEXT NULL,
    "agreed_on" TEXT NULL,
    "due_on" TEXT NULL,
    "unit_id" BLOB NULL,
    "owner_id" BLOB NULL,
    "agreement" TEXT NULL,
    "source" TEXT NULL,
    "clock_id" BLOB NULL,
    "result" TEXT NULL,
    "achieved_e4" INTEGER NULL,
    "result_on" TEXT NULL,
    "evidence_id" BLOB NULL,
    "remedy" TEXT NULL,
    "result_note" TEXT NULL,
    "entered_by_id" BLOB NULL,
    "judged_by_id" BLOB NULL,
    "judged_at" TEXT NULL,
    "sign_off" TEXT NULL,
    "search_key" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "at" TEXT NOT NULL,
    "voided_at" TEXT NULL,
    "voided_by_id" BLOB NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_promises" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_promises_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_projects_promises_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_projects_extensions_open" ON "projects_extensions" ("zone_id", "project_id", "what") WHERE state = 'asked';

CREATE INDEX "ix_projects_extensions_project_id" ON "projects_extensions" ("zone_id", "project_id");

CREATE UNIQUE INDEX "ix_projects_promises_code" ON "projects_promises" ("zone_id", "code");

CREATE INDEX "ix_projects_promises_owner_id" ON "projects_promises" ("zone_id", "owner_id");

CREATE INDEX "ix_projects_promises_project_id_side" ON "projects_promises" ("zone_id", "project_id", "side");

CREATE INDEX "ix_projects_promises_result_due_on" ON "projects_promises" ("zone_id", "result", "due_on");

CREATE INDEX "ix_projects_promises_unit_id" ON "projects_promises" ("zone_id", "unit_id");

ALTER TABLE "projects_projects" ADD COLUMN "parent_id" BLOB NULL;

CREATE INDEX "ix_projects_projects_parent_id" ON "projects_projects" ("zone_id", "parent_id");
