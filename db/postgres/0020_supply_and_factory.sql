-- Who supplies what to whom, the factory and the competitive edge in the file, files that are no duplicates.

ALTER TABLE enterprises_enterprises ADD COLUMN brands text;
ALTER TABLE enterprises_enterprises ADD COLUMN technologies text;
ALTER TABLE enterprises_enterprises ADD COLUMN rd_share_e2 integer;
ALTER TABLE enterprises_enterprises ADD COLUMN premises text;
ALTER TABLE enterprises_enterprises ADD COLUMN landlord text;
ALTER TABLE enterprises_enterprises ADD COLUMN lease_ends_on date;
ALTER TABLE enterprises_enterprises ADD COLUMN idle_units bigint;
ALTER TABLE enterprises_enterprises ADD COLUMN production_lines integer;
ALTER TABLE enterprises_enterprises ADD COLUMN equipment text;
ALTER TABLE enterprises_enterprises ADD COLUMN takt text;
ALTER TABLE enterprises_enterprises ADD COLUMN automation_e2 integer;
ALTER TABLE enterprises_enterprises ADD COLUMN capacity text;
ALTER TABLE enterprises_enterprises ADD COLUMN utilisation_e2 integer;

CREATE TABLE enterprises_duplicate_marks (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    reason text NOT NULL,
    by_id uuid,
    by_name text NOT NULL,
    at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by text,
    withdraw_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_duplicate_marks PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_duplicate_marks_first_id FOREIGN KEY (zone_id, first_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_enterprises_duplicate_marks_second_id FOREIGN KEY (zone_id, second_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

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

CREATE UNIQUE INDEX ix_enterprises_duplicate_marks_first_id_second_id ON enterprises_duplicate_marks (zone_id, first_id, second_id) WHERE withdrawn_at IS NULL;

CREATE INDEX ix_enterprises_duplicate_marks_second_id ON enterprises_duplicate_marks (zone_id, second_id);

CREATE INDEX ix_enterprises_supply_links_buyer_id ON enterprises_supply_links (zone_id, buyer_id);

CREATE UNIQUE INDEX ix_enterprises_supply_links_pair_key ON enterprises_supply_links (zone_id, pair_key) WHERE voided_at IS NULL;

CREATE INDEX ix_enterprises_supply_links_supplier_id ON enterprises_supply_links (zone_id, supplier_id);

CREATE INDEX ix_enterprises_supply_links_voided_at_sort_key_id ON enterprises_supply_links (zone_id, voided_at, sort_key, id);
