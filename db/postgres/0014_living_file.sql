-- The living file: factory profile, terms of fields, corrections, survey rounds; facts of the zone.

ALTER TABLE enterprises_enterprises ADD COLUMN floor_units bigint;
ALTER TABLE enterprises_enterprises ADD COLUMN address text;
ALTER TABLE enterprises_enterprises ADD COLUMN products text;
ALTER TABLE enterprises_enterprises ADD COLUMN market_position text;
ALTER TABLE enterprises_enterprises ADD COLUMN staff integer;
ALTER TABLE enterprises_enterprises ADD COLUMN energy_e4 bigint;

-- Due days follow from the terms of the zone now; only one that somebody set stays stored.
UPDATE enterprises_enterprises SET due_on = NULL WHERE due_on = as_of + interval '1 year';
UPDATE enterprises_provenance SET due_on = NULL WHERE due_on = as_of + interval '1 year';

DROP INDEX ix_enterprises_enterprises_due_on;
CREATE INDEX ix_enterprises_enterprises_as_of ON enterprises_enterprises (zone_id, as_of);
DROP INDEX ix_enterprises_provenance_due_on;
CREATE INDEX ix_enterprises_provenance_as_of ON enterprises_provenance (zone_id, as_of);

CREATE TABLE enterprises_field_terms (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    field text NOT NULL,
    months integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_field_terms PRIMARY KEY (zone_id, id)
);

CREATE TABLE enterprises_survey_rounds (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    fields text NOT NULL,
    ask_liaisons boolean NOT NULL,
    ask_enterprises boolean NOT NULL,
    started_on date NOT NULL,
    until_on date NOT NULL,
    started_by_id uuid,
    started_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by text,
    close_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_survey_rounds PRIMARY KEY (zone_id, id)
);

CREATE TABLE enterprises_corrections (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    field text NOT NULL,
    reason text NOT NULL,
    seen text,
    value text,
    as_of date NOT NULL,
    "from" text NOT NULL,
    by_id uuid,
    by_name text NOT NULL,
    at timestamp with time zone NOT NULL,
    state text NOT NULL,
    handed_to_id uuid,
    answered_by_id uuid,
    answered_by text,
    answered_at timestamp with time zone,
    answer text,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_corrections PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_corrections_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE enterprises_survey_items (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    field text NOT NULL,
    state text NOT NULL,
    by_name text,
    at timestamp with time zone,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_survey_items PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_survey_items_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_enterprises_survey_items_round_id FOREIGN KEY (zone_id, round_id) REFERENCES enterprises_survey_rounds (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_enterprises_corrections_enterprise_id ON enterprises_corrections (zone_id, enterprise_id);

CREATE INDEX ix_enterprises_corrections_state ON enterprises_corrections (zone_id, state);

CREATE UNIQUE INDEX ix_enterprises_field_terms_field ON enterprises_field_terms (zone_id, field);

CREATE INDEX ix_enterprises_survey_items_enterprise_id_state ON enterprises_survey_items (zone_id, enterprise_id, state);

CREATE UNIQUE INDEX ix_enterprises_survey_items_round_id_enterprise_id_field ON enterprises_survey_items (zone_id, round_id, enterprise_id, field);

CREATE UNIQUE INDEX ix_enterprises_survey_rounds_code ON enterprises_survey_rounds (zone_id, code);

CREATE TABLE platform_zone_facts (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    issuer text,
    grade text,
    year integer,
    on_day date,
    until_on date,
    source text NOT NULL,
    voided_at timestamp with time zone,
    voided_by text,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_platform_zone_facts PRIMARY KEY (zone_id, id)
);

CREATE INDEX ix_platform_zone_facts_kind ON platform_zone_facts (zone_id, kind);
