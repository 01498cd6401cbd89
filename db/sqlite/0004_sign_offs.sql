-- Sign-off with its steps, places and moves; absences; notices.

CREATE TABLE "platform_absences" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    "stand_in_id" BLOB NULL,
    "from_on" TEXT NOT NULL,
    "until_on" TEXT NOT NULL,
    "note" TEXT NULL,
    "voided_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_absences" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_absences_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_absences_stand_in_id" FOREIGN KEY ("zone_id", "stand_in_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_notices" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    "topic" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "text" TEXT NULL,
    "path" TEXT NULL,
    "at" TEXT NOT NULL,
    "read_at" TEXT NULL,
    CONSTRAINT "pk_platform_notices" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_notices_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_sign_offs" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "reason" TEXT NULL,
    "path" TEXT NULL,
    "payload" TEXT NOT NULL,
    "starter_id" BLOB NOT NULL,
    "owner_id" BLOB NOT NULL,
    "state" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "submitted_at" TEXT NOT NULL,
    "closed_at" TEXT NULL,
    "urged_at" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_sign_offs" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_sign_offs_owner_id" FOREIGN KEY ("zone_id", "owner_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_sign_offs_starter_id" FOREIGN KEY ("zone_id", "starter_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_sign_off_copies" (
    "zone_id" INTEGER NOT NULL,
    "sign_off_id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_platform_sign_off_copies" PRIMARY KEY ("zone_id", "sign_off_id", "member_id"),
    CONSTRAINT "fk_platform_sign_off_copies_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_sign_off_copies_sign_off_id" FOREIGN KEY ("zone_id", "sign_off_id") REFERENCES "platform_sign_offs" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_sign_off_moves" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "sign_off_id" BLOB NOT NULL,
    "round" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "member_id" BLOB NOT NULL,
    "for_id" BLOB NULL,
    "verb" TEXT NOT NULL,
    "note" TEXT NULL,
    "to_id" BLOB NULL,
    CONSTRAINT "pk_platform_sign_off_moves" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_sign_off_moves_sign_off_id" FOREIGN KEY ("zone_id", "sign_off_id") REFERENCES "platform_sign_offs" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_sign_off_signers" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "sign_off_id" BLOB NOT NULL,
    "round" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "member_id" BLOB NOT NULL,
    "added" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "opinion" TEXT NULL,
    "decided_at" TEXT NULL,
    "decided_by_id" BLOB NULL,
    CONSTRAINT "pk_platform_sign_off_signers" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_sign_off_signers_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_sign_off_signers_sign_off_id" FOREIGN KEY ("zone_id", "sign_off_id") REFERENCES "platform_sign_offs" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_sign_off_steps" (
    "zone_id" INTEGER NOT NULL,
    "sign_off_id" BLOB NOT NULL,
    "round" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "mode" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT NOT NULL,
    "permission" TEXT NULL,
    CONSTRAINT "pk_platform_sign_off_steps" PRIMARY KEY ("zone_id", "sign_off_id", "round", "number"),
    CONSTRAINT "fk_platform_sign_off_steps_sign_off_id" FOREIGN KEY ("zone_id", "sign_off_id") REFERENCES "platform_sign_offs" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_absences_member_id" ON "platform_absences" ("zone_id", "member_id");

CREATE INDEX "ix_platform_absences_stand_in_id" ON "platform_absences" ("zone_id", "stand_in_id");

CREATE INDEX "ix_platform_notices_member_id_at" ON "platform_notices" ("zone_id", "member_id", "at");

CREATE INDEX "ix_platform_sign_off_copies_member_id" ON "platform_sign_off_copies" ("zone_id", "member_id");

CREATE INDEX "ix_platform_sign_off_moves_member_id" ON "platform_sign_off_moves" ("zone_id", "member_id");

CREATE INDEX "ix_platform_sign_off_moves_sign_off_id" ON "platform_sign_off_moves" ("zone_id", "sign_off_id");

CREATE INDEX "ix_platform_sign_off_signers_member_id_state" ON "platform_sign_off_signers" ("zone_id", "member_id", "state");

CREATE INDEX "ix_platform_sign_off_signers_sign_off_id" ON "platform_sign_off_signers" ("zone_id", "sign_off_id");

CREATE UNIQUE INDEX "ix_platform_sign_offs_code" ON "platform_sign_offs" ("zone_id", "code");

CREATE INDEX "ix_platform_sign_offs_owner_id" ON "platform_sign_offs" ("zone_id", "owner_id");

CREATE INDEX "ix_platform_sign_offs_starter_id" ON "platform_sign_offs" ("zone_id", "starter_id");

CREATE INDEX "ix_platform_sign_offs_state_submitted_at" ON "platform_sign_offs" ("zone_id", "state", "submitted_at");

CREATE INDEX "ix_platform_sign_offs_subject_kind_subject_id" ON "platform_sign_offs" ("zone_id", "subject_kind", "subject_id");
