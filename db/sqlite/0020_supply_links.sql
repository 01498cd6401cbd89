-- Who supplies what to whom.

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

CREATE INDEX "ix_enterprises_supply_links_buyer_id" ON "enterprises_supply_links" ("zone_id", "buyer_id");

CREATE UNIQUE INDEX "ix_enterprises_supply_links_pair_key" ON "enterprises_supply_links" ("zone_id", "pair_key") WHERE voided_at IS NULL;

CREATE INDEX "ix_enterprises_supply_links_supplier_id" ON "enterprises_supply_links" ("zone_id", "supplier_id");

CREATE INDEX "ix_enterprises_supply_links_voided_at_sort_key_id" ON "enterprises_supply_links" ("zone_id", "voided_at", "sort_key", "id");
