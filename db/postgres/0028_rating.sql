-- Rounds in which projects are rated, what follows from them, appeals

CREATE TABLE projects_rounds (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    pack text NOT NULL,
    cadence text NOT NULL,
    project_kind text,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    due_on date NOT NULL,
    photo_required boolean NOT NULL,
    state text NOT NULL,
    opened_by_id uuid,
    opened_at timestamp with time zone NOT NULL,
    frozen_by_id uuid,
    frozen_at timestamp with time zone,
    run_id uuid,
    pack_hash text,
    published_by_id uuid,
    published_at timestamp with time zone,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_projects_rounds PRIMARY KEY (zone_id, id)
);

CREATE TABLE projects_appeals (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    reason text NOT NULL,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    state text NOT NULL,
    decided_by_id uuid,
    decided_at timestamp with time zone,
    decision text,
    excused boolean NOT NULL,
    flag_before text,
    flag_after text,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_appeals PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_appeals_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_consequences (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    round_id uuid NOT NULL,
    step text NOT NULL,
    kind text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    flag text NOT NULL,
    state text NOT NULL,
    at timestamp with time zone NOT NULL,
    due_on date,
    factors text,
    pack_hash text NOT NULL,
    release_zh text,
    release_en text,
    sign_off text,
    approved_by_id uuid,
    begins_on date,
    ended_on date,
    end_round_id uuid,
    end_reason text,
    held_on date,
    held_by_id uuid,
    minutes text,
    plan text,
    plan_due_on date,
    settled_on date,
    settled_by_id uuid,
    outcome text,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_consequences PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_consequences_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_progress_photos (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    entry_id uuid NOT NULL,
    attachment_id uuid NOT NULL,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_progress_photos PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_progress_photos_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_round_lines (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    round_id uuid NOT NULL,
    unit_id uuid,
    excuse_reason text,
    excused_by_id uuid,
    excused_at timestamp with time zone,
    facts text,
    flag text,
    verdict_id uuid,
    flag_before text,
    verdict_before_id uuid,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_round_lines PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_round_lines_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_projects_round_lines_round_id FOREIGN KEY (zone_id, round_id) REFERENCES projects_rounds (zone_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_projects_appeals_open ON projects_appeals (zone_id, round_id, project_id) WHERE state = 'open';

CREATE INDEX ix_projects_appeals_project_id ON projects_appeals (zone_id, project_id);

CREATE UNIQUE INDEX ix_projects_consequences_code ON projects_consequences (zone_id, code);

CREATE INDEX ix_projects_consequences_project_id_state ON projects_consequences (zone_id, project_id, state);

CREATE INDEX ix_projects_consequences_round_id ON projects_consequences (zone_id, round_id);

CREATE UNIQUE INDEX ix_projects_progress_photos_entry_id_attachment_id ON projects_progress_photos (zone_id, entry_id, attachment_id);

CREATE INDEX ix_projects_progress_photos_project_id ON projects_progress_photos (zone_id, project_id);

CREATE INDEX ix_projects_round_lines_project_id ON projects_round_lines (zone_id, project_id);

CREATE UNIQUE INDEX ix_projects_round_lines_round_id_project_id ON projects_round_lines (zone_id, round_id, project_id);

CREATE UNIQUE INDEX ix_projects_rounds_code ON projects_rounds (zone_id, code);

CREATE INDEX ix_projects_rounds_pack_ends_on ON projects_rounds (zone_id, pack, ends_on);

ALTER TABLE projects_progress ADD COLUMN accident boolean NULL;

ALTER TABLE projects_progress ADD COLUMN funds_below_rule boolean NULL;
