-- Outbox, webhooks, and how members want to be told.

CREATE TABLE "platform_outbox" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "channel" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "urgent" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "holds" INTEGER NOT NULL,
    "next_at" TEXT NOT NULL,
    "lease_until" TEXT NULL,
    "lease_id" BLOB NULL,
    "last_error" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "sent_at" TEXT NULL,
    CONSTRAINT "pk_platform_outbox" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_quiet_hours" (
    "zone_id" INTEGER NOT NULL CONSTRAINT "pk_platform_quiet_hours" PRIMARY KEY,
    "active" INTEGER NOT NULL,
    "from_minute" INTEGER NOT NULL,
    "until_minute" INTEGER NOT NULL,
    "days_off" INTEGER NOT NULL,
    "urgent_passes" INTEGER NOT NULL,
    "version" INTEGER NOT NULL
);

CREATE TABLE "platform_webhooks" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "topics" TEXT NOT NULL,
    "secret" TEXT NULL,
    "active" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_webhooks" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_notice_preferences" (
    "zone_id" INTEGER NOT NULL,
    "member_id" BLOB NOT NULL,
    "email" TEXT NULL,
    "phone" TEXT NULL,
    "wecom_user" TEXT NULL,
    "language" TEXT NOT NULL,
    "ways" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_notice_preferences" PRIMARY KEY ("zone_id", "member_id"),
    CONSTRAINT "fk_platform_notice_preferences_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_outbox_any_zone_state_next_at" ON "platform_outbox" ("state", "next_at");

CREATE UNIQUE INDEX "ix_platform_outbox_key" ON "platform_outbox" ("zone_id", "key");

CREATE INDEX "ix_platform_outbox_state_channel_target_id" ON "platform_outbox" ("zone_id", "state", "channel", "target", "id");
