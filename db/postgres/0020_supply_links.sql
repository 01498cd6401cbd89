-- Who supplies what to whom.

CREATE TABLE enterprises_supply_links (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    supplier_id uuid,
    buyer_id uuid,
    outside_name text,
    outside_key text NOT NULL,
    outside_place text,
    product text NOT NULL,
    product_key text NOT NULL,
    sort_key text NOT NULL,
    sales_e2 integer,
    purchases_e2 integer,
    source text,
    as_of date,
    confirmed_by text,
    pair_key text NOT NULL,
    by_id uuid,
    by_name text NOT NULL,
    at timestamp with time zone NOT NULL,
    voided_at timestamp with time zone,
    voided_by text,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_supply_links PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_supply_links_buyer_id FOREIGN KEY (zone_id, buyer_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_enterprises_supply_links_supplier_id FOREIGN KEY (zone_id, supplier_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_enterprises_supply_links_buyer_id ON enterprises_supply_links (zone_id, buyer_id);

CREATE UNIQUE INDEX ix_enterprises_supply_links_pair_key ON enterprises_supply_links (zone_id, pair_key) WHERE voided_at IS NULL;

CREATE INDEX ix_enterprises_supply_links_supplier_id ON enterprises_supply_links (zone_id, supplier_id);

CREATE INDEX ix_enterprises_supply_links_voided_at_sort_key_id ON enterprises_supply_links (zone_id, voided_at, sort_key, id);
