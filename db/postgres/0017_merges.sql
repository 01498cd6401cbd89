-- One file of two: tombstones, and what each merge moved. The register of a year, kept.

ALTER TABLE enterprises_enterprises ADD COLUMN merged_into_id uuid;

CREATE INDEX ix_enterprises_enterprises_merged_into_id ON enterprises_enterprises (zone_id, merged_into_id);

CREATE TABLE enterprises_merges (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    kept_id uuid NOT NULL,
    gone_id uuid NOT NULL,
    reason text NOT NULL,
    by_id uuid,
    by_name text NOT NULL,
    at timestamp with time zone NOT NULL,
    record text NOT NULL,
    undone_at timestamp with time zone,
    undone_by text,
    undo_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_merges PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_merges_gone_id FOREIGN KEY (zone_id, gone_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_enterprises_merges_kept_id FOREIGN KEY (zone_id, kept_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_enterprises_merges_gone_id ON enterprises_merges (zone_id, gone_id);

CREATE INDEX ix_enterprises_merges_kept_id ON enterprises_merges (zone_id, kept_id);

CREATE TABLE enterprises_year_freezes (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    year integer NOT NULL,
    as_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_name text NOT NULL,
    files integer NOT NULL,
    sha256 text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_enterprises_year_freezes PRIMARY KEY (zone_id, id)
);

CREATE TABLE enterprises_year_copies (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    year integer NOT NULL,
    code text NOT NULL,
    row text NOT NULL,
    enterprise_id uuid NOT NULL,
    CONSTRAINT pk_enterprises_year_copies PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_enterprises_year_copies_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES enterprises_enterprises (zone_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_enterprises_year_copies_enterprise_id_year ON enterprises_year_copies (zone_id, enterprise_id, year);

CREATE INDEX ix_enterprises_year_copies_year_code ON enterprises_year_copies (zone_id, year, code);

CREATE UNIQUE INDEX ix_enterprises_year_freezes_year ON enterprises_year_freezes (zone_id, year);
