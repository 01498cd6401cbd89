-- One file of two: tombstones, and what each merge moved.

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
