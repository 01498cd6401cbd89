-- Maps: the layers of a zone's map, and their shapes beside them.

CREATE TABLE "platform_map_layers" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "review_number" TEXT NULL,
    "datum" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "valid_from" TEXT NULL,
    "valid_until" TEXT NULL,
    "features" INTEGER NOT NULL,
    "positions" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "west_e7" INTEGER NOT NULL,
    "south_e7" INTEGER NOT NULL,
    "east_e7" INTEGER NOT NULL,
    "north_e7" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_map_layers" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_map_shapes" (
    "zone_id" INTEGER NOT NULL,
    "layer_id" BLOB NOT NULL,
    "geo_json" TEXT NOT NULL,
    CONSTRAINT "pk_platform_map_shapes" PRIMARY KEY ("zone_id", "layer_id"),
    CONSTRAINT "fk_platform_map_shapes_layer_id" FOREIGN KEY ("zone_id", "layer_id") REFERENCES "platform_map_layers" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE UNIQUE INDEX "ix_platform_map_layers_code" ON "platform_map_layers" ("zone_id", "code");
