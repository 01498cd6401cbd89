-- Attachments; sign-ins; what a token may do and when it was last used.

ALTER TABLE "platform_access_tokens" ADD COLUMN "scope" TEXT NOT NULL DEFAULT 'full';

ALTER TABLE "platform_access_tokens" ADD COLUMN "last_used_at" TEXT NULL;

CREATE TABLE "platform_sessions" (
    "id" BLOB NOT NULL CONSTRAINT "pk_platform_sessions" PRIMARY KEY,
    "account_id" BLOB NOT NULL,
    "hash" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "address" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "ended_at" TEXT NULL,
    "ended_by" TEXT NULL,
    CONSTRAINT "fk_platform_sessions_account_id" FOREIGN KEY ("account_id") REFERENCES "platform_accounts" ("id") ON DELETE RESTRICT
);

CREATE TABLE "platform_attachments" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "upload_id" BLOB NOT NULL,
    "preview_id" BLOB NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "preview_size" INTEGER NOT NULL,
    "preview_kind" TEXT NULL,
    "preview_width" INTEGER NOT NULL,
    "preview_height" INTEGER NOT NULL,
    "taken_at" TEXT NULL,
    "latitude_e6" INTEGER NULL,
    "longitude_e6" INTEGER NULL,
    "added_by_id" BLOB NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,
    "voided_at" TEXT NULL,
    "voided_by" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_attachments" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_attachments_preview_id" FOREIGN KEY ("zone_id", "preview_id") REFERENCES "platform_uploads" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_attachments_upload_id" FOREIGN KEY ("zone_id", "upload_id") REFERENCES "platform_uploads" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_attachments_preview_id" ON "platform_attachments" ("zone_id", "preview_id");

CREATE INDEX "ix_platform_attachments_sha256" ON "platform_attachments" ("zone_id", "sha256");

CREATE INDEX "ix_platform_attachments_subject_kind_subject_id_added_at" ON "platform_attachments" ("zone_id", "subject_kind", "subject_id", "added_at");

CREATE INDEX "ix_platform_attachments_upload_id" ON "platform_attachments" ("zone_id", "upload_id");

CREATE INDEX "ix_platform_sessions_account_id_created_at" ON "platform_sessions" ("account_id", "created_at");

CREATE UNIQUE INDEX "ix_platform_sessions_hash" ON "platform_sessions" ("hash");
