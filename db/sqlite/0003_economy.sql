-- The economy: reports with versions, roll-ups kept with every write, observations, targets, groups.

CREATE TABLE "economy_enterprises" (
    "zone_id" INTEGER NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "credit_code" TEXT NULL,
    "name" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_enterprises" PRIMARY KEY ("zone_id", "enterprise_id")
);

CREATE TABLE "economy_group_sets" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "from_on" TEXT NOT NULL,
    "until_on" TEXT NULL,
    "in_force" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_group_sets" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "economy_indicators" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "frequency" TEXT NOT NULL,
    "aggregation" TEXT NOT NULL,
    "growth_basis" TEXT NOT NULL,
    "jan_feb" TEXT NOT NULL,
    "better" TEXT NOT NULL,
    "source_dept" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_indicators" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "economy_observations" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "indicator" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "period_end" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "current" INTEGER NOT NULL,
    "value_e4" INTEGER NULL,
    "delivered" TEXT NULL,
    "delivered_unit" TEXT NULL,
    "bound" TEXT NULL,
    "growth_e4" INTEGER NULL,
    "growth_basis" TEXT NULL,
    "change_e4" INTEGER NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "published_on" TEXT NULL,
    "wording" TEXT NULL,
    "recorded_at" TEXT NOT NULL,
    "replaced_at" TEXT NULL,
    "batch_id" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_observations" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "economy_populations" (
    "zone_id" INTEGER NOT NULL,
    "population" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "delta" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_populations" PRIMARY KEY ("zone_id", "population", "subject", "month")
) WITHOUT ROWID;

CREATE TABLE "economy_report_versions" (
    "zone_id" INTEGER NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    "measure" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "month_e4" INTEGER NULL,
    "month_prior_e4" INTEGER NULL,
    "ytd_e4" INTEGER NULL,
    "ytd_prior_e4" INTEGER NULL,
    "batch_id" BLOB NOT NULL,
    "recorded_at" TEXT NOT NULL,
    "replaced_at" TEXT NOT NULL,
    "replaced_by" BLOB NULL,
    "reason" TEXT NULL,
    CONSTRAINT "pk_economy_report_versions" PRIMARY KEY ("zone_id", "enterprise_id", "measure", "month", "version")
);

CREATE TABLE "economy_rollups" (
    "zone_id" INTEGER NOT NULL,
    "measure" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
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
    CONSTRAINT "pk_economy_rollups" PRIMARY KEY ("zone_id", "measure", "month", "subject")
) WITHOUT ROWID;

CREATE TABLE "economy_targets" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "indicator" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "current" INTEGER NOT NULL,
    "value_e4" INTEGER NULL,
    "delivered" TEXT NULL,
    "delivered_unit" TEXT NULL,
    "bound" TEXT NULL,
    "growth_e4" INTEGER NULL,
    "source" TEXT NULL,
    "recorded_at" TEXT NOT NULL,
    "replaced_at" TEXT NULL,
    "batch_id" BLOB NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_targets" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "economy_enterprise_spans" (
    "zone_id" INTEGER NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    "from_on" TEXT NOT NULL,
    "until_on" TEXT NULL,
    "industry" TEXT NULL,
    "park_id" BLOB NULL,
    "above_scale" INTEGER NOT NULL,
    "operating" INTEGER NOT NULL,
    CONSTRAINT "pk_economy_enterprise_spans" PRIMARY KEY ("zone_id", "enterprise_id", "from_on"),
    CONSTRAINT "fk_economy_enterprise_spans_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "economy_enterprises" ("zone_id", "enterprise_id") ON DELETE RESTRICT
) WITHOUT ROWID;

CREATE TABLE "economy_reports" (
    "zone_id" INTEGER NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    "measure" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "month_e4" INTEGER NULL,
    "month_prior_e4" INTEGER NULL,
    "ytd_e4" INTEGER NULL,
    "ytd_prior_e4" INTEGER NULL,
    "version" INTEGER NOT NULL,
    "collected" INTEGER NOT NULL,
    "batch_id" BLOB NOT NULL,
    "recorded_at" TEXT NOT NULL,
    CONSTRAINT "pk_economy_reports" PRIMARY KEY ("zone_id", "enterprise_id", "measure", "month"),
    CONSTRAINT "fk_economy_reports_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "economy_enterprises" ("zone_id", "enterprise_id") ON DELETE RESTRICT
) WITHOUT ROWID;

CREATE UNIQUE INDEX "ix_economy_enterprises_credit_code" ON "economy_enterprises" ("zone_id", "credit_code");

CREATE UNIQUE INDEX "ix_economy_group_sets_number" ON "economy_group_sets" ("zone_id", "number");

CREATE UNIQUE INDEX "ix_economy_indicators_code" ON "economy_indicators" ("zone_id", "code");

CREATE UNIQUE INDEX "ix_economy_observations_indicator_subject_period_number" ON "economy_observations" ("zone_id", "indicator", "subject", "period", "number");

CREATE INDEX "ix_economy_reports_measure_month" ON "economy_reports" ("zone_id", "measure", "month");

CREATE UNIQUE INDEX "ix_economy_targets_indicator_subject_year_number" ON "economy_targets" ("zone_id", "indicator", "subject", "year", "number");
