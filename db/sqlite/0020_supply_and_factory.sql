-- Who supplies what to whom, the factory and the competitive edge in the file, files that are no duplicates.

ALTER TABLE "enterprises_enterprises" ADD COLUMN "brands" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "technologies" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "rd_share_e2" INTEGER NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "premises" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "landlord" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "lease_ends_on" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "idle_units" INTEGER NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "production_lines" INTEGER NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "equipment" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "takt" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "automation_e2" INTEGER NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "capacity" TEXT NULL;
ALTER TABLE "enterprises_enterprises" ADD COLUMN "utilisation_e2" INTEGER NULL;

CREATE TABLE "enterprises_duplicate_marks" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "first_id" BLOB NOT NULL,
    "second_id" BLOB NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "by_name" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "withdrawn_at" TEXT NULL,
    "withdrawn_by" TEXT NULL,
    "withdraw_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_duplicate_marks" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_duplicate_marks_first_id" FOREIGN KEY ("zone_id", "first_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_enterprises_duplicate_marks_second_id" FOREIGN KEY ("zone_id", "second_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_supply_links" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "supplier_id" BLOB NULL,
    "buyer_id" BLOB NULL,
    "outside_name" TEXT NULL,
    "outside_key" TEXT NOT NULL,
    "outside_place" TEXT NULL,
    "product" TEXT NOT NULL,
    "product_key" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "sales_e2" INTEGER NULL,
    "purchases_e2" INTEGER NULL,
    "source" TEXT NULL,
    "as_of" TEXT NULL,
    "confirmed_by" TEXT NULL,
    "pair_key" TEXT NOT NULL,
    "by_id" BLOB NULL,
    "by_name" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "voided_at" TEXT NULL,
    "voided_by" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_supply_links" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_supply_links_buyer_id" FOREIGN KEY ("zone_id", "buyer_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_enterprises_supply_links_supplier_id" FOREIGN KEY ("zone_id", "supplier_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_enterprises_duplicate_marks_first_id_second_id" ON "enterprises_duplicate_marks" ("zone_id", "first_id", "second_id") WHERE withdrawn_at IS NULL;

CREATE INDEX "ix_enterprises_duplicate_marks_second_id" ON "enterprises_duplicate_marks" ("zone_id", "second_id");

CREATE INDEX "ix_enterprises_supply_links_buyer_id" ON "enterprises_supply_links" ("zone_id", "buyer_id");

CREATE UNIQUE INDEX "ix_enterprises_supply_links_pair_key" ON "enterprises_supply_links" ("zone_id", "pair_key") WHERE voided_at IS NULL;

CREATE INDEX "ix_enterprises_supply_links_supplier_id" ON "enterprises_supply_links" ("zone_id", "supplier_id");

CREATE INDEX "ix_enterprises_supply_links_voided_at_sort_key_id" ON "enterprises_supply_links" ("zone_id", "voided_at", "sort_key", "id");
