-- Promises of investors and of the zone, extensions of days, sub-projects

CREATE TABLE projects_extensions (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    what text NOT NULL,
    until_on date NOT NULL,
    expires_on date NOT NULL,
    was_planned_on date,
    was_promised_on date,
    reason text NOT NULL,
    attachment_id uuid,
    is_late boolean NOT NULL,
    asked_by_id uuid,
    asked_on date NOT NULL,
    sign_off text,
    clock_id uuid,
    state text NOT NULL,
    decided_by_id uuid,
    decided_at timestamp with time zone,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_extensions PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_extensions_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_promises (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    side text NOT NULL,
    item text NOT NULL,
    text text NOT NULL,
    value_e4 bigint,
    value_unit text,
    agreed_on date,
    due_on date,
    unit_id uuid,
    owner_id uuid,
    agreement text,
    source text,
    clock_id uuid,
    result text,
    achieved_e4 bigint,
    result_on date,
    evidence_id uuid,
    remedy text,
    result_note text,
    entered_by_id uuid,
    judged_by_id uuid,
    judged_at timestamp with time zone,
    sign_off text,
    search_key text NOT NULL,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    voided_at timestamp with time zone,
    voided_by_id uuid,
    void_reason text,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_promises PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_promises_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_projects_promises_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_projects_extensions_open ON projects_extensions (zone_id, project_id, what) WHERE state = 'asked';

CREATE INDEX ix_projects_extensions_project_id ON projects_extensions (zone_id, project_id);

CREATE UNIQUE INDEX ix_projects_promises_code ON projects_promises (zone_id, code);

CREATE INDEX ix_projects_promises_owner_id ON projects_promises (zone_id, owner_id);

CREATE INDEX ix_projects_promises_project_id_side ON projects_promises (zone_id, project_id, side);

CREATE INDEX ix_projects_promises_result_due_on ON projects_promises (zone_id, result, due_on);

CREATE INDEX ix_projects_promises_unit_id ON projects_promises (zone_id, unit_id);

ALTER TABLE projects_projects ADD COLUMN parent_id uuid;

CREATE INDEX ix_projects_projects_parent_id ON projects_projects (zone_id, parent_id);
