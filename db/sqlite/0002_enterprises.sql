-- The register: one file an enterprise, with dated names, classification, listings and qualifications.

CREATE TABLE "enterprises_parks" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_parks" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "enterprises_enterprises" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "credit_code" TEXT NULL,
    "check_exception" TEXT NULL,
    "name" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "search_key" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "presence" TEXT NOT NULL,
    "kinds" INTEGER NOT NULL,
    "industry_code" TEXT NULL,
    "industry_section" TEXT NULL,
    "park_id" BLOB NULL,
    "land_units" INTEGER NULL,
    "registered_on" TEXT NULL,
    "moved_in_on" TEXT NULL,
    "moved_out_on" TEXT NULL,
    "liaison_names" TEXT NULL,
    "source" TEXT NULL,
    "as_of" TEXT NULL,
    "confirmed_by" TEXT NULL,
    "due_on" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "voided_at" TEXT NULL,
    "voided_by" TEXT NULL,
    "void_reason" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_enterprises_enterprises" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_enterprises_park_id" FOREIGN KEY ("zone_id", "park_id") REFERENCES "enterprises_parks" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_contacts" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NULL,
    "post" TEXT NULL,
    "position" INTEGER NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_contacts" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_contacts_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_listings" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TEXT NOT NULL,
    "until_on" TEXT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_listings" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_listings_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_names" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "from_on" TEXT NULL,
    "until_on" TEXT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_names" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_names_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_past_industries" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "industry_code" TEXT NULL,
    "until_on" TEXT NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_past_industries" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_past_industries_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_past_parks" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "park_id" BLOB NULL,
    "until_on" TEXT NOT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_past_parks" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_past_parks_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_enterprises_past_parks_park_id" FOREIGN KEY ("zone_id", "park_id") REFERENCES "enterprises_parks" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_provenance" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "field" TEXT NOT NULL,
    "source" TEXT NULL,
    "as_of" TEXT NULL,
    "confirmed_by" TEXT NULL,
    "due_on" TEXT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_provenance" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_provenance_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "enterprises_qualifications" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NULL,
    "issuer" TEXT NULL,
    "position" INTEGER NOT NULL,
    "from_on" TEXT NULL,
    "to_on" TEXT NULL,
    "enterprise_id" BLOB NOT NULL,
    CONSTRAINT "pk_enterprises_qualifications" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_enterprises_qualifications_enterprise_id" FOREIGN KEY ("zone_id", "enterprise_id") REFERENCES "enterprises_enterprises" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_enterprises_contacts_enterprise_id" ON "enterprises_contacts" ("zone_id", "enterprise_id");

CREATE UNIQUE INDEX "ix_enterprises_enterprises_code" ON "enterprises_enterprises" ("zone_id", "code");

CREATE UNIQUE INDEX "ix_enterprises_enterprises_credit_code" ON "enterprises_enterprises" ("zone_id", "credit_code") WHERE voided_at IS NULL;

CREATE INDEX "ix_enterprises_enterprises_due_on" ON "enterprises_enterprises" ("zone_id", "due_on");

CREATE INDEX "ix_enterprises_enterprises_industry_code" ON "enterprises_enterprises" ("zone_id", "industry_code");

CREATE INDEX "ix_enterprises_enterprises_industry_section" ON "enterprises_enterprises" ("zone_id", "industry_section");

CREATE INDEX "ix_enterprises_enterprises_park_id" ON "enterprises_enterprises" ("zone_id", "park_id");

CREATE INDEX "ix_enterprises_enterprises_voided_at_sort_key_id" ON "enterprises_enterprises" ("zone_id", "voided_at", "sort_key", "id");

CREATE UNIQUE INDEX "ix_enterprises_listings_enterprise_id_kind_since" ON "enterprises_listings" ("zone_id", "enterprise_id", "kind", "since");

CREATE INDEX "ix_enterprises_names_enterprise_id" ON "enterprises_names" ("zone_id", "enterprise_id");

CREATE INDEX "ix_enterprises_names_name_key" ON "enterprises_names" ("zone_id", "name_key");

CREATE UNIQUE INDEX "ix_enterprises_parks_name_key" ON "enterprises_parks" ("zone_id", "name_key");

CREATE UNIQUE INDEX "ix_enterprises_past_industries_enterprise_id_until_on" ON "enterprises_past_industries" ("zone_id", "enterprise_id", "until_on");

CREATE UNIQUE INDEX "ix_enterprises_past_parks_enterprise_id_until_on" ON "enterprises_past_parks" ("zone_id", "enterprise_id", "until_on");

CREATE INDEX "ix_enterprises_past_parks_park_id" ON "enterprises_past_parks" ("zone_id", "park_id");

CREATE INDEX "ix_enterprises_provenance_due_on" ON "enterprises_provenance" ("zone_id", "due_on");

CREATE UNIQUE INDEX "ix_enterprises_provenance_enterprise_id_field" ON "enterprises_provenance" ("zone_id", "enterprise_id", "field");

CREATE INDEX "ix_enterprises_qualifications_enterprise_id" ON "enterprises_qualifications" ("zone_id", "enterprise_id");

CREATE INDEX "ix_enterprises_qualifications_kind" ON "enterprises_qualifications" ("zone_id", "kind");
