-- The monthly cycle: months with frozen versions, reporting plan, tasks and duties, papers that cite figures.

CREATE TABLE "economy_months" (
    "zone_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "frozen" INTEGER NOT NULL,
    "locked_at" TEXT NULL,
    "lock_sign_off" TEXT NULL,
    "unlocked_at" TEXT NULL,
    "unlock_sign_off" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_months" PRIMARY KEY ("zone_id", "month")
);

CREATE TABLE "economy_month_versions" (
    "zone_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "frozen_at" TEXT NOT NULL,
    "unlocked_at" TEXT NULL,
    "sign_off" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "unconfirmed" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    CONSTRAINT "pk_economy_month_versions" PRIMARY KEY ("zone_id", "month", "number"),
    CONSTRAINT "fk_economy_month_versions_month" FOREIGN KEY ("zone_id", "month") REFERENCES "economy_months" ("zone_id", "month") ON DELETE RESTRICT
);

CREATE TABLE "economy_frozen_sums" (
    "zone_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "measure" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "month_sum_e4" INTEGER NOT NULL,
    "month_count" INTEGER NOT NULL,
    "month_both_e4" INTEGER NOT NULL,
    "month_prior_e4" INTEGER NOT NULL,
    "month_both_count" INTEGER NOT NULL,
    "ytd_sum_e4" INTEGER NOT NULL,
    "ytd_count" INTEGER NOT NULL,
    "ytd_both_e4" INTEGER NOT NULL,
    "ytd_prior_e4" INTEGER NOT NULL,
    "ytd_both_count" INTEGER NOT NULL,
    "expected" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    CONSTRAINT "pk_economy_frozen_sums" PRIMARY KEY ("zone_id", "month", "number", "measure", "subject"),
    CONSTRAINT "fk_economy_frozen_sums_month_number" FOREIGN KEY ("zone_id", "month", "number") REFERENCES "economy_month_versions" ("zone_id", "month", "number") ON DELETE RESTRICT
) WITHOUT ROWID;

CREATE TABLE "economy_report_plans" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "line" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "enterprise_set" TEXT NULL,
    "measures" TEXT NOT NULL,
    "indicator" TEXT NULL,
    "unit_id" BLOB NULL,
    "due_workday" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_report_plans" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_economy_report_plans_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "economy_report_tasks" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "line" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "enterprise_set" TEXT NULL,
    "measures" TEXT NOT NULL,
    "indicator" TEXT NULL,
    "unit_id" BLOB NULL,
    "period" TEXT NOT NULL,
    "due_workday" INTEGER NOT NULL,
    "due_on" TEXT NOT NULL,
    "provisional" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "opened_by_id" BLOB NULL,
    "closed_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_report_tasks" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_economy_report_tasks_month" FOREIGN KEY ("zone_id", "month") REFERENCES "economy_months" ("zone_id", "month") ON DELETE RESTRICT,
    CONSTRAINT "fk_economy_report_tasks_opened_by_id" FOREIGN KEY ("zone_id", "opened_by_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_economy_report_tasks_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "economy_report_duties" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "task_id" BLOB NOT NULL,
    "month" INTEGER NOT NULL,
    "enterprise_id" BLOB NULL,
    "unit_id" BLOB NULL,
    "label" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "draft" TEXT NULL,
    "draft_at" TEXT NULL,
    "submitted_by_id" BLOB NULL,
    "submitted_at" TEXT NULL,
    "batch_id" BLOB NULL,
    "late" INTEGER NOT NULL,
    "note" TEXT NULL,
    "confirmed_by_id" BLOB NULL,
    "confirmed_at" TEXT NULL,
    "return_note" TEXT NULL,
    "reminders" INTEGER NOT NULL,
    "reminded_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_report_duties" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_economy_report_duties_confirmed_by_id" FOREIGN KEY ("zone_id", "confirmed_by_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_economy_report_duties_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "economy_enterprises" ("zone_id", "enterprise_id") ON DELETE RESTRICT,
    CONSTRAINT "fk_economy_report_duties_submitted_by_id" FOREIGN KEY ("zone_id", "submitted_by_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_economy_report_duties_task_id" FOREIGN KEY ("zone_id", "task_id") REFERENCES "economy_report_tasks" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_economy_report_duties_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "economy_duty_moves" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "duty_id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "member_id" BLOB NULL,
    "verb" TEXT NOT NULL,
    "note" TEXT NULL,
    CONSTRAINT "pk_economy_duty_moves" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_economy_duty_moves_duty_id" FOREIGN KEY ("zone_id", "duty_id") REFERENCES "economy_report_duties" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "economy_duty_reminders" (
    "zone_id" INTEGER NOT NULL,
    "duty_id" BLOB NOT NULL,
    "point" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "by_id" BLOB NULL,
    CONSTRAINT "pk_economy_duty_reminders" PRIMARY KEY ("zone_id", "duty_id", "point"),
    CONSTRAINT "fk_economy_duty_reminders_duty_id" FOREIGN KEY ("zone_id", "duty_id") REFERENCES "economy_report_duties" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "economy_citations" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "document" TEXT NOT NULL,
    "dated_on" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "printed" TEXT NOT NULL,
    "value_e4" INTEGER NULL,
    "recorded_at" TEXT NOT NULL,
    "recorded_by_id" BLOB NULL,
    "voided_at" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_citations" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_economy_citations_recorded_by_id" FOREIGN KEY ("zone_id", "recorded_by_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_economy_citations_indicator_period" ON "economy_citations" ("zone_id", "indicator", "period");

CREATE INDEX "ix_economy_citations_recorded_by_id" ON "economy_citations" ("zone_id", "recorded_by_id");

CREATE INDEX "ix_economy_duty_moves_duty_id" ON "economy_duty_moves" ("zone_id", "duty_id");

CREATE INDEX "ix_economy_duty_moves_member_id" ON "economy_duty_moves" ("zone_id", "member_id");

CREATE INDEX "ix_economy_report_duties_confirmed_by_id" ON "economy_report_duties" ("zone_id", "confirmed_by_id");

CREATE INDEX "ix_economy_report_duties_enterprise_id" ON "economy_report_duties" ("zone_id", "enterprise_id");

CREATE INDEX "ix_economy_report_duties_month_state" ON "economy_report_duties" ("zone_id", "month", "state");

CREATE INDEX "ix_economy_report_duties_submitted_by_id" ON "economy_report_duties" ("zone_id", "submitted_by_id");

CREATE UNIQUE INDEX "ix_economy_report_duties_task_id_enterprise_id" ON "economy_report_duties" ("zone_id", "task_id", "enterprise_id");

CREATE INDEX "ix_economy_report_duties_unit_id" ON "economy_report_duties" ("zone_id", "unit_id");

CREATE UNIQUE INDEX "ix_economy_report_plans_line" ON "economy_report_plans" ("zone_id", "line");

CREATE INDEX "ix_economy_report_plans_unit_id" ON "economy_report_plans" ("zone_id", "unit_id");

CREATE UNIQUE INDEX "ix_economy_report_tasks_code" ON "economy_report_tasks" ("zone_id", "code");

CREATE UNIQUE INDEX "ix_economy_report_tasks_month_line" ON "economy_report_tasks" ("zone_id", "month", "line");

CREATE INDEX "ix_economy_report_tasks_opened_by_id" ON "economy_report_tasks" ("zone_id", "opened_by_id");

CREATE INDEX "ix_economy_report_tasks_unit_id" ON "economy_report_tasks" ("zone_id", "unit_id");

ALTER TABLE "economy_report_versions" ADD COLUMN "sign_off" TEXT NULL;

ALTER TABLE "economy_observations" ADD COLUMN "sign_off" TEXT NULL;
