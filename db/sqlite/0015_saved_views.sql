-- Saved views of ledgers, and with which one a ledger opens.

CREATE TABLE "platform_saved_views" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "ledger" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "member_id" BLOB NOT NULL,
    "audience" TEXT NOT NULL,
    "unit_id" BLOB NULL,
    "query" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_saved_views" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_saved_views_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_saved_views_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_saved_view_defaults" (
    "zone_id" INTEGER NOT NULL,
    "member_id" BLOB NOT NULL,
    "ledger" TEXT NOT NULL,
    "view_id" BLOB NOT NULL,
    CONSTRAINT "pk_platform_saved_view_defaults" PRIMARY KEY ("zone_id", "member_id", "ledger"),
    CONSTRAINT "fk_platform_saved_view_defaults_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_saved_view_defaults_view_id" FOREIGN KEY ("zone_id", "view_id") REFERENCES "platform_saved_views" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_saved_views_ledger" ON "platform_saved_views" ("zone_id", "ledger");

CREATE UNIQUE INDEX "ix_platform_saved_views_member_id_ledger_name" ON "platform_saved_views" ("zone_id", "member_id", "ledger", "name");

CREATE INDEX "ix_platform_saved_view_defaults_view_id" ON "platform_saved_view_defaults" ("zone_id", "view_id");

CREATE INDEX "ix_platform_saved_views_unit_id" ON "platform_saved_views" ("zone_id", "unit_id");
