-- Cases: what is asked, its parts, its timeline, common problems; kinds as the zone writes them.

CREATE TABLE "platform_case_groups" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT NULL,
    "category" TEXT NULL,
    "meeting" TEXT NULL,
    "outcome" TEXT NULL,
    "opened_by_id" BLOB NULL,
    "opened_at" TEXT NOT NULL,
    "settled_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_case_groups" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_case_kinds" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_case_kinds" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_cases" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_kind" TEXT NULL,
    "subject_id" BLOB NULL,
    "subject_name" TEXT NULL,
    "category" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NULL,
    "source" TEXT NOT NULL,
    "urgent" INTEGER NOT NULL,
    "fields" TEXT NOT NULL,
    "raised_by_id" BLOB NULL,
    "raised_by_asker" INTEGER NOT NULL,
    "raised_at" TEXT NOT NULL,
    "proposed_unit_id" BLOB NULL,
    "state" TEXT NOT NULL,
    "responsible_id" BLOB NULL,
    "responsible_unit_id" BLOB NULL,
    "assigned_id" BLOB NULL,
    "assigned_unit_id" BLOB NULL,
    "resume_state" TEXT NULL,
    "turn" TEXT NOT NULL,
    "turn_member_id" BLOB NULL,
    "turn_unit_id" BLOB NULL,
    "returned" INTEGER NOT NULL,
    "reopened" INTEGER NOT NULL,
    "assigned_at" TEXT NULL,
    "accepted_at" TEXT NULL,
    "first_answered_at" TEXT NULL,
    "answered_at" TEXT NULL,
    "answer_due_at" TEXT NULL,
    "answer" TEXT NULL,
    "settled_at" TEXT NULL,
    "settled_by" TEXT NULL,
    "ended_at" TEXT NULL,
    "held_until" TEXT NULL,
    "urged_at" TEXT NULL,
    "escalated_at" TEXT NULL,
    "meeting" TEXT NULL,
    "outer_system" TEXT NULL,
    "outer_number" TEXT NULL,
    "duplicate_of_id" BLOB NULL,
    "group_id" BLOB NULL,
    "clock_id" BLOB NULL,
    "wait_clock_id" BLOB NULL,
    "reminded" INTEGER NOT NULL,
    "grade" INTEGER NULL,
    "grade_note" TEXT NULL,
    "graded_at" TEXT NULL,
    "follow_up" TEXT NOT NULL,
    "followed_up_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_cases" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_cases_assigned_id" FOREIGN KEY ("zone_id", "assigned_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_assigned_unit_id" FOREIGN KEY ("zone_id", "assigned_unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_duplicate_of_id" FOREIGN KEY ("zone_id", "duplicate_of_id") REFERENCES "platform_cases" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_group_id" FOREIGN KEY ("zone_id", "group_id") REFERENCES "platform_case_groups" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_proposed_unit_id" FOREIGN KEY ("zone_id", "proposed_unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_raised_by_id" FOREIGN KEY ("zone_id", "raised_by_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_responsible_id" FOREIGN KEY ("zone_id", "responsible_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_responsible_unit_id" FOREIGN KEY ("zone_id", "responsible_unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_turn_member_id" FOREIGN KEY ("zone_id", "turn_member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_cases_turn_unit_id" FOREIGN KEY ("zone_id", "turn_unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_case_events" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "member_id" BLOB NULL,
    "for_id" BLOB NULL,
    "verb" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT NULL,
    "to_id" BLOB NULL,
    "to_unit_id" BLOB NULL,
    "about" TEXT NULL,
    "part" INTEGER NULL,
    "evidence" TEXT NULL,
    CONSTRAINT "pk_platform_case_events" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_case_events_case_id" FOREIGN KEY ("zone_id", "case_id") REFERENCES "platform_cases" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_case_parts" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "case_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "unit_id" BLOB NULL,
    "member_id" BLOB NULL,
    "after_part" INTEGER NULL,
    "state" TEXT NOT NULL,
    "result" TEXT NULL,
    "done_at" TEXT NULL,
    "clock_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_case_parts" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_case_parts_case_id" FOREIGN KEY ("zone_id", "case_id") REFERENCES "platform_cases" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_case_parts_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_case_parts_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_platform_case_events_case_id_number" ON "platform_case_events" ("zone_id", "case_id", "number");

CREATE INDEX "ix_platform_case_events_member_id_at" ON "platform_case_events" ("zone_id", "member_id", "at");

CREATE UNIQUE INDEX "ix_platform_case_groups_code" ON "platform_case_groups" ("zone_id", "code");

CREATE UNIQUE INDEX "ix_platform_case_kinds_code" ON "platform_case_kinds" ("zone_id", "code");

CREATE UNIQUE INDEX "ix_platform_case_parts_case_id_number" ON "platform_case_parts" ("zone_id", "case_id", "number");

CREATE INDEX "ix_platform_case_parts_member_id_state" ON "platform_case_parts" ("zone_id", "member_id", "state");

CREATE INDEX "ix_platform_case_parts_unit_id_state" ON "platform_case_parts" ("zone_id", "unit_id", "state");

CREATE INDEX "ix_platform_cases_assigned_id" ON "platform_cases" ("zone_id", "assigned_id");

CREATE INDEX "ix_platform_cases_assigned_unit_id" ON "platform_cases" ("zone_id", "assigned_unit_id");

CREATE UNIQUE INDEX "ix_platform_cases_code" ON "platform_cases" ("zone_id", "code");

CREATE INDEX "ix_platform_cases_duplicate_of_id" ON "platform_cases" ("zone_id", "duplicate_of_id");

CREATE INDEX "ix_platform_cases_group_id" ON "platform_cases" ("zone_id", "group_id");

CREATE INDEX "ix_platform_cases_proposed_unit_id" ON "platform_cases" ("zone_id", "proposed_unit_id");

CREATE INDEX "ix_platform_cases_raised_at" ON "platform_cases" ("zone_id", "raised_at");

CREATE INDEX "ix_platform_cases_raised_by_id" ON "platform_cases" ("zone_id", "raised_by_id");

CREATE INDEX "ix_platform_cases_responsible_id_state" ON "platform_cases" ("zone_id", "responsible_id", "state");

CREATE INDEX "ix_platform_cases_responsible_unit_id" ON "platform_cases" ("zone_id", "responsible_unit_id");

CREATE INDEX "ix_platform_cases_state_raised_at" ON "platform_cases" ("zone_id", "state", "raised_at");

CREATE INDEX "ix_platform_cases_subject_kind_subject_id" ON "platform_cases" ("zone_id", "subject_kind", "subject_id");

CREATE INDEX "ix_platform_cases_turn_member_id" ON "platform_cases" ("zone_id", "turn_member_id");

CREATE INDEX "ix_platform_cases_turn_turn_unit_id" ON "platform_cases" ("zone_id", "turn", "turn_unit_id");

CREATE INDEX "ix_platform_cases_turn_unit_id" ON "platform_cases" ("zone_id", "turn_unit_id");
