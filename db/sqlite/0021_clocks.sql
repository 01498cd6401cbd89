-- Time limits of a zone and the clocks that run by them.

CREATE TABLE "platform_time_limits" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "from_on" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "start_zh" TEXT NOT NULL,
    "start_en" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "legal_amount" INTEGER NULL,
    "legal_unit" TEXT NULL,
    "points" TEXT NOT NULL,
    "owner_role" TEXT NULL,
    "source" TEXT NULL,
    "reason" TEXT NULL,
    "entered_at" TEXT NOT NULL,
    "entered_by_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_time_limits" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_clocks" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "run" INTEGER NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "path" TEXT NULL,
    "limit_code" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "legal_amount" INTEGER NULL,
    "legal_unit" TEXT NULL,
    "points" TEXT NOT NULL,
    "started_at" TEXT NOT NULL,
    "owner_id" BLOB NULL,
    "unit_id" BLOB NULL,
    "managed" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TEXT NULL,
    "legal_due_at" TEXT NULL,
    "provisional" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "next_point" INTEGER NULL,
    "next_point_at" TEXT NULL,
    "stopped_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_clocks" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_clocks_owner_id" FOREIGN KEY ("zone_id", "owner_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_clocks_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_clock_extensions" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "clock_id" BLOB NOT NULL,
    "amount" INTEGER NOT NULL,
    "legal" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asked_by_id" BLOB NOT NULL,
    "asked_at" TEXT NOT NULL,
    "sign_off" TEXT NOT NULL,
    "decided_by_id" BLOB NULL,
    "decided_at" TEXT NULL,
    CONSTRAINT "pk_platform_clock_extensions" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_clock_extensions_clock_id" FOREIGN KEY ("zone_id", "clock_id") REFERENCES "platform_clocks" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_clock_moves" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "clock_id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "member_id" BLOB NULL,
    "verb" TEXT NOT NULL,
    "note" TEXT NULL,
    "to_id" BLOB NULL,
    "due_at" TEXT NULL,
    CONSTRAINT "pk_platform_clock_moves" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_clock_moves_clock_id" FOREIGN KEY ("zone_id", "clock_id") REFERENCES "platform_clocks" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_clock_pauses" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "clock_id" BLOB NOT NULL,
    "from_at" TEXT NOT NULL,
    "until_at" TEXT NULL,
    "reason" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "ended_by_id" BLOB NULL,
    CONSTRAINT "pk_platform_clock_pauses" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_clock_pauses_clock_id" FOREIGN KEY ("zone_id", "clock_id") REFERENCES "platform_clocks" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_clock_points" (
    "zone_id" INTEGER NOT NULL,
    "clock_id" BLOB NOT NULL,
    "point" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "given_at" TEXT NOT NULL,
    "told" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_clock_points" PRIMARY KEY ("zone_id", "clock_id", "point", "generation"),
    CONSTRAINT "fk_platform_clock_points_clock_id" FOREIGN KEY ("zone_id", "clock_id") REFERENCES "platform_clocks" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_clock_extensions_clock_id" ON "platform_clock_extensions" ("zone_id", "clock_id");

CREATE INDEX "ix_platform_clock_moves_clock_id" ON "platform_clock_moves" ("zone_id", "clock_id");

CREATE INDEX "ix_platform_clock_pauses_clock_id" ON "platform_clock_pauses" ("zone_id", "clock_id");

CREATE INDEX "ix_platform_clocks_next_point_at" ON "platform_clocks" ("zone_id", "next_point_at");

CREATE INDEX "ix_platform_clocks_owner_id_state" ON "platform_clocks" ("zone_id", "owner_id", "state");

CREATE INDEX "ix_platform_clocks_state_due_at" ON "platform_clocks" ("zone_id", "state", "due_at");

CREATE UNIQUE INDEX "ix_platform_clocks_subject_kind_subject_id_limit_code_run" ON "platform_clocks" ("zone_id", "subject_kind", "subject_id", "limit_code", "run");

CREATE INDEX "ix_platform_clocks_unit_id" ON "platform_clocks" ("zone_id", "unit_id");

CREATE UNIQUE INDEX "ix_platform_time_limits_code_from_on" ON "platform_time_limits" ("zone_id", "code", "from_on");
