-- Maps: the layers of a zone's map, and their shapes beside them.

CREATE TABLE platform_map_layers (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    source text NOT NULL,
    review_number text,
    datum text NOT NULL,
    position integer NOT NULL,
    valid_from date,
    valid_until date,
    features integer NOT NULL,
    positions integer NOT NULL,
    bytes integer NOT NULL,
    sha256 text NOT NULL,
    west_e7 integer NOT NULL,
    south_e7 integer NOT NULL,
    east_e7 integer NOT NULL,
    north_e7 integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_platform_map_layers PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_map_shapes (
    zone_id integer NOT NULL,
    layer_id uuid NOT NULL,
    geo_json text NOT NULL,
    CONSTRAINT pk_platform_map_shapes PRIMARY KEY (zone_id, layer_id),
    CONSTRAINT fk_platform_map_shapes_layer_id FOREIGN KEY (zone_id, layer_id) REFERENCES platform_map_layers (zone_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_platform_map_layers_code ON platform_map_layers (zone_id, code);
