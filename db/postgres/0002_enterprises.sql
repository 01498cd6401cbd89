-- The register: one file an enterprise, with dated names, classification, listings and qualifications.

CREATE TABLE enterprises_parks (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    sort_key text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_parks PRIMARY KEY (zone_id, id)
);

CREATE TABLE enterprises_enterprises (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    credit_code text,
    check_exception text,
    name text NOT NULL,
    sort_key text NOT NULL,
    search_key text NOT NULL,
    stage text NOT NULL,
    presence text NOT NULL,
    kinds integer NOT NULL,
    industry_code text,
    industry_section text,
    park_id uuid,
    land_units bigint,
    registered_on date,
    moved_in_on date,
    moved_out_on date,
    liaison_names text,
    source text,
    as_of date,
    confirmed_by text,
    due_on date,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    voided_at timestamp with time zone,
    voided_by text,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_enterprises PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_enterprises_park_id FOREIGN KEY (zone_id, park_id) REFERENCES enterprises_parks (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_contacts (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    phone text,
    post text,
    position integer NOT NULL,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_contacts PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_contacts_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_listings (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    since date NOT NULL,
    until_on date,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_listings PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_listings_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_names (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    position integer NOT NULL,
    from_on date,
    until_on date,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_names PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_names_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_past_industries (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    industry_code text,
    until_on date NOT NULL,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_past_industries PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_past_industries_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_past_parks (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    park_id uuid,
    until_on date NOT NULL,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_past_parks PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_past_parks_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_enterprises_past_parks_park_id FOREIGN KEY (zone_id, park_id) REFERENCES enterprises_parks (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_provenance (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    field text NOT NULL,
    source text,
    as_of date,
    confirmed_by text,
    due_on date,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_provenance PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_provenance_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_qualifications (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    level text,
    issuer text,
    position integer NOT NULL,
    from_on date,
    to_on date,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_qualifications PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_qualifications_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_enterprises_contacts_enterprise_id ON enterprises_contacts (zone_id, enterprise_id);

CREATE UNIQUE INDEX ix_enterprises_enterprises_code ON enterprises_enterprises (zone_id, code);

CREATE UNIQUE INDEX ix_enterprises_enterprises_credit_code ON enterprises_enterprises (zone_id, credit_code) WHERE voided_at IS NULL;

CREATE INDEX ix_enterprises_enterprises_due_on ON enterprises_enterprises (zone_id, due_on);

CREATE INDEX ix_enterprises_enterprises_industry_code ON enterprises_enterprises (zone_id, industry_code);

CREATE INDEX ix_enterprises_enterprises_industry_section ON enterprises_enterprises (zone_id, industry_section);

CREATE INDEX ix_enterprises_enterprises_park_id ON enterprises_enterprises (zone_id, park_id);

CREATE INDEX ix_enterprises_enterprises_voided_at_sort_key_id ON enterprises_enterprises (zone_id, voided_at, sort_key, id);

CREATE UNIQUE INDEX ix_enterprises_listings_enterprise_id_kind_since ON enterprises_listings (zone_id, enterprise_id, kind, since);

CREATE INDEX ix_enterprises_names_enterprise_id ON enterprises_names (zone_id, enterprise_id);

CREATE INDEX ix_enterprises_names_name_key ON enterprises_names (zone_id, name_key);

CREATE UNIQUE INDEX ix_enterprises_parks_name_key ON enterprises_parks (zone_id, name_key);

CREATE UNIQUE INDEX ix_enterprises_past_industries_enterprise_id_until_on ON enterprises_past_industries (zone_id, enterprise_id, until_on);

CREATE UNIQUE INDEX ix_enterprises_past_parks_enterprise_id_until_on ON enterprises_past_parks (zone_id, enterprise_id, until_on);

CREATE INDEX ix_enterprises_past_parks_park_id ON enterprises_past_parks (zone_id, park_id);

CREATE INDEX ix_enterprises_provenance_due_on ON enterprises_provenance (zone_id, due_on);

CREATE UNIQUE INDEX ix_enterprises_provenance_enterprise_id_field ON enterprises_provenance (zone_id, enterprise_id, field);

CREATE INDEX ix_enterprises_qualifications_enterprise_id ON enterprises_qualifications (zone_id, enterprise_id);

CREATE INDEX ix_enterprises_qualifications_kind ON enterprises_qualifications (zone_id, kind);
