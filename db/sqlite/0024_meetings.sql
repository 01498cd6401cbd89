-- Meetings: agenda, who is there, minutes, decisions that become tasks.

CREATE TABLE "platform_meetings" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "starts_at" TEXT NULL,
    "place" TEXT NULL,
    "chair_id" BLOB NULL,
    "recorder_id" BLOB NULL,
    "caller_id" BLOB NULL,
    "called_at" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "last_item" INTEGER NOT NULL,
    "minutes" TEXT NULL,
    "confirmer_id" BLOB NULL,
    "confirmed_on" TEXT NULL,
    "minutes_year" INTEGER NULL,
    "minutes_number" INTEGER NULL,
    "cancel_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_meetings" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_meetings_caller_id" FOREIGN KEY ("zone_id", "caller_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meetings_chair_id" FOREIGN KEY ("zone_id", "chair_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meetings_confirmer_id" FOREIGN KEY ("zone_id", "confirmer_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meetings_recorder_id" FOREIGN KEY ("zone_id", "recorder_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_meeting_attendees" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "meeting_id" BLOB NOT NULL,
    "position" INTEGER NOT NULL,
    "member_id" BLOB NULL,
    "name" TEXT NULL,
    "organisation" TEXT NULL,
    "attendance" TEXT NOT NULL,
    CONSTRAINT "pk_platform_meeting_attendees" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_meeting_attendees_meeting_id" FOREIGN KEY ("zone_id", "meeting_id") REFERENCES "platform_meetings" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_attendees_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_meeting_items" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "meeting_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "subject_kind" TEXT NULL,
    "subject_id" TEXT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "path" TEXT NULL,
    "question" TEXT NULL,
    "unit_id" BLOB NULL,
    "reporter_id" BLOB NULL,
    "outcome" TEXT NULL,
    "added_by_id" BLOB NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_meeting_items" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_meeting_items_meeting_id" FOREIGN KEY ("zone_id", "meeting_id") REFERENCES "platform_meetings" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_items_reporter_id" FOREIGN KEY ("zone_id", "reporter_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_items_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_meeting_moves" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "meeting_id" BLOB NOT NULL,
    "decision_id" BLOB NULL,
    "at" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "member_id" BLOB NULL,
    "verb" TEXT NOT NULL,
    "note" TEXT NULL,
    "to_id" BLOB NULL,
    CONSTRAINT "pk_platform_meeting_moves" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_meeting_moves_meeting_id" FOREIGN KEY ("zone_id", "meeting_id") REFERENCES "platform_meetings" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_meeting_parts" (
    "zone_id" INTEGER NOT NULL,
    "meeting_id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    CONSTRAINT "pk_platform_meeting_parts" PRIMARY KEY ("zone_id", "meeting_id", "member_id"),
    CONSTRAINT "fk_platform_meeting_parts_meeting_id" FOREIGN KEY ("zone_id", "meeting_id") REFERENCES "platform_meetings" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_parts_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_meeting_decisions" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "meeting_id" BLOB NOT NULL,
    "item_id" BLOB NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "owner_id" BLOB NOT NULL,
    "unit_id" BLOB NULL,
    "limit_amount" INTEGER NULL,
    "limit_unit" TEXT NULL,
    "due_on" TEXT NULL,
    "state" TEXT NOT NULL,
    "clock_id" BLOB NULL,
    "opened_at" TEXT NULL,
    "report" TEXT NULL,
    "done_at" TEXT NULL,
    "done_by_id" BLOB NULL,
    "acceptor_id" BLOB NULL,
    "accepted_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_meeting_decisions" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_meeting_decisions_clock_id" FOREIGN KEY ("zone_id", "clock_id") REFERENCES "platform_clocks" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_decisions_item_id" FOREIGN KEY ("zone_id", "item_id") REFERENCES "platform_meeting_items" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_decisions_meeting_id" FOREIGN KEY ("zone_id", "meeting_id") REFERENCES "platform_meetings" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_decisions_owner_id" FOREIGN KEY ("zone_id", "owner_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_meeting_decisions_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_platform_meeting_attendees_meeting_id_member_id" ON "platform_meeting_attendees" ("zone_id", "meeting_id", "member_id");

CREATE INDEX "ix_platform_meeting_attendees_member_id" ON "platform_meeting_attendees" ("zone_id", "member_id");

CREATE INDEX "ix_platform_meeting_decisions_acceptor_id_state" ON "platform_meeting_decisions" ("zone_id", "acceptor_id", "state");

CREATE INDEX "ix_platform_meeting_decisions_clock_id" ON "platform_meeting_decisions" ("zone_id", "clock_id");

CREATE INDEX "ix_platform_meeting_decisions_item_id" ON "platform_meeting_decisions" ("zone_id", "item_id");

CREATE INDEX "ix_platform_meeting_decisions_meeting_id_number" ON "platform_meeting_decisions" ("zone_id", "meeting_id", "number");

CREATE INDEX "ix_platform_meeting_decisions_owner_id_state" ON "platform_meeting_decisions" ("zone_id", "owner_id", "state");

CREATE INDEX "ix_platform_meeting_decisions_unit_id_state" ON "platform_meeting_decisions" ("zone_id", "unit_id", "state");

CREATE UNIQUE INDEX "ix_platform_meeting_items_meeting_id_number" ON "platform_meeting_items" ("zone_id", "meeting_id", "number");

CREATE INDEX "ix_platform_meeting_items_reporter_id" ON "platform_meeting_items" ("zone_id", "reporter_id");

CREATE UNIQUE INDEX "ix_platform_meeting_items_subject_kind_subject_id_meeting_id" ON "platform_meeting_items" ("zone_id", "subject_kind", "subject_id", "meeting_id");

CREATE INDEX "ix_platform_meeting_items_unit_id" ON "platform_meeting_items" ("zone_id", "unit_id");

CREATE INDEX "ix_platform_meeting_moves_decision_id" ON "platform_meeting_moves" ("zone_id", "decision_id");

CREATE INDEX "ix_platform_meeting_moves_meeting_id" ON "platform_meeting_moves" ("zone_id", "meeting_id");

CREATE INDEX "ix_platform_meeting_moves_member_id" ON "platform_meeting_moves" ("zone_id", "member_id");

CREATE INDEX "ix_platform_meeting_parts_member_id" ON "platform_meeting_parts" ("zone_id", "member_id");

CREATE INDEX "ix_platform_meetings_caller_id" ON "platform_meetings" ("zone_id", "caller_id");

CREATE INDEX "ix_platform_meetings_chair_id" ON "platform_meetings" ("zone_id", "chair_id");

CREATE UNIQUE INDEX "ix_platform_meetings_code" ON "platform_meetings" ("zone_id", "code");

CREATE INDEX "ix_platform_meetings_confirmer_id" ON "platform_meetings" ("zone_id", "confirmer_id");

CREATE UNIQUE INDEX "ix_platform_meetings_minutes_year_minutes_number" ON "platform_meetings" ("zone_id", "minutes_year", "minutes_number");

CREATE INDEX "ix_platform_meetings_recorder_id" ON "platform_meetings" ("zone_id", "recorder_id");

CREATE INDEX "ix_platform_meetings_state_starts_at" ON "platform_meetings" ("zone_id", "state", "starts_at");
