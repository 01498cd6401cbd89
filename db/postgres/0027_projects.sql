-- Investment projects: ledger, milestones, plans, completed investment, progress, stages with evidence

CREATE TABLE projects_projects (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    aliases text,
    search_key text NOT NULL,
    sort_key text NOT NULL,
    kind text NOT NULL,
    stage text NOT NULL,
    stage_on date,
    national_code text,
    investor text,
    enterprise_id uuid,
    industry_code text,
    park_id uuid,
    chain text,
    unit_id uuid,
    investment_fen bigint,
    investment_bound text,
    land_units bigint,
    land_bound text,
    content text,
    capacity text,
    address text,
    longitude_e7 integer,
    latitude_e7 integer,
    entered_datum text,
    wall_from date,
    wall_until date,
    ended_on date,
    end_reason text,
    source text,
    by_id uuid,
    voided_at timestamp with time zone,
    voided_by text,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_projects_projects PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_projects_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_evidence (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    attachment_id uuid NOT NULL,
    note text,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    move_id uuid,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_evidence PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_evidence_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_month_investments (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    month integer NOT NULL,
    completed_fen bigint NOT NULL,
    source text,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_month_investments PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_month_investments_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_nodes (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    milestone text,
    name text,
    position integer NOT NULL,
    start_on date,
    planned_on date,
    promised_on date,
    begun_on date,
    reached_on date,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_nodes PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_nodes_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_phases (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    content text,
    standard text,
    capacity text,
    investment_fen bigint,
    land_units bigint,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_phases PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_phases_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_plan_points (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    percent_e4 integer NOT NULL,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_plan_points PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_plan_points_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_progress (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    day date NOT NULL,
    percent_e4 integer NOT NULL,
    words text,
    by_id uuid,
    at timestamp with time zone NOT NULL,
    confirmed_by_id uuid,
    confirmed_at timestamp with time zone,
    refused_at timestamp with time zone,
    refuse_reason text,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_progress PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_progress_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_stage_moves (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    from_stage text,
    to_stage text NOT NULL,
    reached_on date,
    note text,
    claimed_by_id uuid,
    claimed_at timestamp with time zone NOT NULL,
    sign_off text,
    state text NOT NULL,
    decided_by_id uuid,
    decided_at timestamp with time zone,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_stage_moves PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_stage_moves_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_tags (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    tag text NOT NULL,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_tags PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_tags_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE projects_year_plans (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    year integer NOT NULL,
    planned_fen bigint NOT NULL,
    version integer NOT NULL,
    project_id uuid NOT NULL,
    CONSTRAINT pk_projects_year_plans PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_projects_year_plans_project_id FOREIGN KEY (zone_id, project_id) REFERENCES projects_projects (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_projects_evidence_move_id ON projects_evidence (zone_id, move_id);

CREATE UNIQUE INDEX ix_projects_evidence_project_id_attachment_id ON projects_evidence (zone_id, project_id, attachment_id);

CREATE INDEX ix_projects_month_investments_month ON projects_month_investments (zone_id, month);

CREATE UNIQUE INDEX ix_projects_month_investments_project_id_month ON projects_month_investments (zone_id, project_id, month);

CREATE INDEX ix_projects_nodes_milestone_reached_on ON projects_nodes (zone_id, milestone, reached_on);

CREATE UNIQUE INDEX ix_projects_nodes_project_id_milestone ON projects_nodes (zone_id, project_id, milestone);

CREATE UNIQUE INDEX ix_projects_phases_project_id_number ON projects_phases (zone_id, project_id, number);

CREATE UNIQUE INDEX ix_projects_plan_points_project_id_day ON projects_plan_points (zone_id, project_id, day);

CREATE INDEX ix_projects_progress_project_id_day ON projects_progress (zone_id, project_id, day);

CREATE UNIQUE INDEX ix_projects_projects_code ON projects_projects (zone_id, code);

CREATE INDEX ix_projects_projects_enterprise_id ON projects_projects (zone_id, enterprise_id);

CREATE UNIQUE INDEX ix_projects_projects_national_code ON projects_projects (zone_id, national_code) WHERE voided_at IS NULL;

CREATE INDEX ix_projects_projects_park_id ON projects_projects (zone_id, park_id);

CREATE INDEX ix_projects_projects_stage ON projects_projects (zone_id, stage);

CREATE INDEX ix_projects_projects_unit_id ON projects_projects (zone_id, unit_id);

CREATE INDEX ix_projects_projects_voided_at_sort_key_id ON projects_projects (zone_id, voided_at, sort_key, id);

CREATE UNIQUE INDEX ix_projects_stage_moves_open ON projects_stage_moves (zone_id, project_id, state) WHERE state = 'claimed';

CREATE INDEX ix_projects_stage_moves_project_id ON projects_stage_moves (zone_id, project_id);

CREATE UNIQUE INDEX ix_projects_tags_project_id_tag ON projects_tags (zone_id, project_id, tag);

CREATE INDEX ix_projects_tags_tag ON projects_tags (zone_id, tag);

CREATE UNIQUE INDEX ix_projects_year_plans_project_id_year ON projects_year_plans (zone_id, project_id, year);
