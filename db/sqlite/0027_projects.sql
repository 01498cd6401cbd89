-- Investment projects: ledger, milestones, plans, completed investment, progress, stages with evidence

CREATE TABLE "projects_projects" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT NULL,
    "search_key" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_on" TEXT NULL,
    "national_code" TEXT NULL,
    "investor" TEXT NULL,
    "enterprise_id" BLOB NULL,
    "industry_code" TEXT NULL,
    "park_id" BLOB NULL,
    "chain" TEXT NULL,
    "unit_id" BLOB NULL,
    "investment_fen" INTEGER NULL,
    "investment_bound" TEXT NULL,
    "land_units" INTEGER NULL,
    "land_bound" TEXT NULL,
    "content" TEXT NULL,
    "capacity" TEXT NULL,
    "address" TEXT NULL,
    "longitude_e7" INTEGER NULL,
    "latitude_e7" INTEGER NULL,
    "entered_datum" TEXT NULL,
    "wall_from" TEXT NULL,
    "wall_until" TEXT NULL,
    "ended_on" TEXT NULL,
    "end_reason" TEXT NULL,
    "source" TEXT NULL,
    "by_id" BLOB NULL,
    "voided_at" TEXT NULL,
    "voided_by" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_projects_projects" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_projects_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_evidence" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "attachment_id" BLOB NOT NULL,
    "note" TEXT NULL,
    "by_id" BLOB NULL,
    "at" TEXT NOT NULL,
    "move_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_evidence" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_evidence_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_month_investments" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "month" INTEGER NOT NULL,
    "completed_fen" INTEGER NOT NULL,
    "source" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_month_investments" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_month_investments_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_nodes" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "milestone" TEXT NULL,
    "name" TEXT NULL,
    "position" INTEGER NOT NULL,
    "start_on" TEXT NULL,
    "planned_on" TEXT NULL,
    "promised_on" TEXT NULL,
    "begun_on" TEXT NULL,
    "reached_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_nodes" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_nodes_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_phases" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" TEXT NULL,
    "standard" TEXT NULL,
    "capacity" TEXT NULL,
    "investment_fen" INTEGER NULL,
    "land_units" INTEGER NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_phases" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_phases_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_plan_points" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "day" TEXT NOT NULL,
    "percent_e4" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_plan_points" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_plan_points_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_progress" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "day" TEXT NOT NULL,
    "percent_e4" INTEGER NOT NULL,
    "words" TEXT NULL,
    "by_id" BLOB NULL,
    "at" TEXT NOT NULL,
    "confirmed_by_id" BLOB NULL,
    "confirmed_at" TEXT NULL,
    "refused_at" TEXT NULL,
    "refuse_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_progress" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_progress_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_stage_moves" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "from_stage" TEXT NULL,
    "to_stage" TEXT NOT NULL,
    "reached_on" TEXT NULL,
    "note" TEXT NULL,
    "claimed_by_id" BLOB NULL,
    "claimed_at" TEXT NOT NULL,
    "sign_off" TEXT NULL,
    "state" TEXT NOT NULL,
    "decided_by_id" BLOB NULL,
    "decided_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_stage_moves" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_stage_moves_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_tags" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "tag" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_tags" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_tags_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "projects_year_plans" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "year" INTEGER NOT NULL,
    "planned_fen" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" BLOB NOT NULL,
    CONSTRAINT "pk_projects_year_plans" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_projects_year_plans_project_id" FOREIGN KEY ("zone_id", "project_id") REFERENCES "projects_projects" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_projects_evidence_move_id" ON "projects_evidence" ("zone_id", "move_id");

CREATE UNIQUE INDEX "ix_projects_evidence_project_id_attachment_id" ON "projects_evidence" ("zone_id", "project_id", "attachment_id");

CREATE INDEX "ix_projects_month_investments_month" ON "projects_month_investments" ("zone_id", "month");

CREATE UNIQUE INDEX "ix_projects_month_investments_project_id_month" ON "projects_month_investments" ("zone_id", "project_id", "month");

CREATE INDEX "ix_projects_nodes_milestone_reached_on" ON "projects_nodes" ("zone_id", "milestone", "reached_on");

CREATE UNIQUE INDEX "ix_projects_nodes_project_id_milestone" ON "projects_nodes" ("zone_id", "project_id", "milestone");

CREATE UNIQUE INDEX "ix_projects_phases_project_id_number" ON "projects_phases" ("zone_id", "project_id", "number");

CREATE UNIQUE INDEX "ix_projects_plan_points_project_id_day" ON "projects_plan_points" ("zone_id", "project_id", "day");

CREATE INDEX "ix_projects_progress_project_id_day" ON "projects_progress" ("zone_id", "project_id", "day");

CREATE UNIQUE INDEX "ix_projects_projects_code" ON "projects_projects" ("zone_id", "code");

CREATE INDEX "ix_projects_projects_enterprise_id" ON "projects_projects" ("zone_id", "enterprise_id");

CREATE UNIQUE INDEX "ix_projects_projects_national_code" ON "projects_projects" ("zone_id", "national_code") WHERE voided_at IS NULL;

CREATE INDEX "ix_projects_projects_park_id" ON "projects_projects" ("zone_id", "park_id");

CREATE INDEX "ix_projects_projects_stage" ON "projects_projects" ("zone_id", "stage");

CREATE INDEX "ix_projects_projects_unit_id" ON "projects_projects" ("zone_id", "unit_id");

CREATE INDEX "ix_projects_projects_voided_at_sort_key_id" ON "projects_projects" ("zone_id", "voided_at", "sort_key", "id");

CREATE UNIQUE INDEX "ix_projects_stage_moves_open" ON "projects_stage_moves" ("zone_id", "project_id", "state") WHERE state = 'claimed';

CREATE INDEX "ix_projects_stage_moves_project_id" ON "projects_stage_moves" ("zone_id", "project_id");

CREATE UNIQUE INDEX "ix_projects_tags_project_id_tag" ON "projects_tags" ("zone_id", "project_id", "tag");

CREATE INDEX "ix_projects_tags_tag" ON "projects_tags" ("zone_id", "tag");

CREATE UNIQUE INDEX "ix_projects_year_plans_project_id_year" ON "projects_year_plans" ("zone_id", "project_id", "year");
