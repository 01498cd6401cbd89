-- The monthly cycle: months with frozen versions, reporting plan, tasks and duties, papers that cite figures.

CREATE TABLE economy_months (
    zone_id integer NOT NULL,
    month integer NOT NULL,
    state text NOT NULL,
    frozen integer NOT NULL,
    locked_at timestamp with time zone,
    lock_sign_off text,
    unlocked_at timestamp with time zone,
    unlock_sign_off text,
    version integer NOT NULL,
    CONSTRAINT pk_economy_months PRIMARY KEY (zone_id, month)
);

CREATE TABLE economy_month_versions (
    zone_id integer NOT NULL,
    month integer NOT NULL,
    number integer NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    unlocked_at timestamp with time zone,
    sign_off text NOT NULL,
    records bigint NOT NULL,
    unconfirmed integer NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT pk_economy_month_versions PRIMARY KEY (zone_id, month, number),
    CONSTRAINT fk_economy_month_versions_month FOREIGN KEY (zone_id, month) REFERENCES economy_months (zone_id, month) ON DELETE RESTRICT
);

CREATE TABLE economy_frozen_sums (
    zone_id integer NOT NULL,
    month integer NOT NULL,
    number integer NOT NULL,
    measure integer NOT NULL,
    subject text NOT NULL,
    month_sum_e4 bigint NOT NULL,
    month_count bigint NOT NULL,
    month_both_e4 bigint NOT NULL,
    month_prior_e4 bigint NOT NULL,
    month_both_count bigint NOT NULL,
    ytd_sum_e4 bigint NOT NULL,
    ytd_count bigint NOT NULL,
    ytd_both_e4 bigint NOT NULL,
    ytd_prior_e4 bigint NOT NULL,
    ytd_both_count bigint NOT NULL,
    expected bigint NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT pk_economy_frozen_sums PRIMARY KEY (zone_id, month, number, measure, subject),
    CONSTRAINT fk_economy_frozen_sums_month_number FOREIGN KEY (zone_id, month, number) REFERENCES economy_month_versions (zone_id, month, number) ON DELETE RESTRICT
);

CREATE TABLE economy_report_plans (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    line text NOT NULL,
    kind text NOT NULL,
    enterprise_set text,
    measures text NOT NULL,
    indicator text,
    unit_id uuid,
    due_workday integer NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_report_plans PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_economy_report_plans_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE economy_report_tasks (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    month integer NOT NULL,
    line text NOT NULL,
    kind text NOT NULL,
    enterprise_set text,
    measures text NOT NULL,
    indicator text,
    unit_id uuid,
    period text NOT NULL,
    due_workday integer NOT NULL,
    due_on date NOT NULL,
    provisional boolean NOT NULL,
    state text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by_id uuid,
    closed_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_economy_report_tasks PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_economy_report_tasks_month FOREIGN KEY (zone_id, month) REFERENCES economy_months (zone_id, month) ON DELETE RESTRICT,
    CONSTRAINT fk_economy_report_tasks_opened_by_id FOREIGN KEY (zone_id, opened_by_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_economy_report_tasks_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE economy_report_duties (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    task_id uuid NOT NULL,
    month integer NOT NULL,
    enterprise_id uuid,
    unit_id uuid,
    label text NOT NULL,
    state text NOT NULL,
    draft text,
    draft_at timestamp with time zone,
    submitted_by_id uuid,
    submitted_at timestamp with time zone,
    batch_id uuid,
    late boolean NOT NULL,
    note text,
    confirmed_by_id uuid,
    confirmed_at timestamp with time zone,
    return_note text,
    reminders integer NOT NULL,
    reminded_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_economy_report_duties PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_economy_report_duties_confirmed_by_id FOREIGN KEY (zone_id, confirmed_by_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_economy_report_duties_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES economy_enterprises (zone_id, enterprise_id) ON DELETE RESTRICT,
    CONSTRAINT fk_economy_report_duties_submitted_by_id FOREIGN KEY (zone_id, submitted_by_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_economy_report_duties_task_id FOREIGN KEY (zone_id, task_id) REFERENCES economy_report_tasks (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_economy_report_duties_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE economy_duty_moves (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    duty_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    verb text NOT NULL,
    note text,
    CONSTRAINT pk_economy_duty_moves PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_economy_duty_moves_duty_id FOREIGN KEY (zone_id, duty_id) REFERENCES economy_report_duties (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE economy_duty_reminders (
    zone_id integer NOT NULL,
    duty_id uuid NOT NULL,
    point text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    CONSTRAINT pk_economy_duty_reminders PRIMARY KEY (zone_id, duty_id, point),
    CONSTRAINT fk_economy_duty_reminders_duty_id FOREIGN KEY (zone_id, duty_id) REFERENCES economy_report_duties (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE economy_citations (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    document text NOT NULL,
    dated_on date NOT NULL,
    ref text NOT NULL,
    indicator text NOT NULL,
    subject text NOT NULL,
    period text NOT NULL,
    printed text NOT NULL,
    value_e4 bigint,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_id uuid,
    voided_at timestamp with time zone,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_economy_citations PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_economy_citations_recorded_by_id FOREIGN KEY (zone_id, recorded_by_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_economy_citations_indicator_period ON economy_citations (zone_id, indicator, period);

CREATE INDEX ix_economy_citations_recorded_by_id ON economy_citations (zone_id, recorded_by_id);

CREATE INDEX ix_economy_duty_moves_duty_id ON economy_duty_moves (zone_id, duty_id);

CREATE INDEX ix_economy_duty_moves_member_id ON economy_duty_moves (zone_id, member_id);

CREATE INDEX ix_economy_report_duties_confirmed_by_id ON economy_report_duties (zone_id, confirmed_by_id);

CREATE INDEX ix_economy_report_duties_enterprise_id ON economy_report_duties (zone_id, enterprise_id);

CREATE INDEX ix_economy_report_duties_month_state ON economy_report_duties (zone_id, month, state);

CREATE INDEX ix_economy_report_duties_submitted_by_id ON economy_report_duties (zone_id, submitted_by_id);

CREATE UNIQUE INDEX ix_economy_report_duties_task_id_enterprise_id ON economy_report_duties (zone_id, task_id, enterprise_id);

CREATE INDEX ix_economy_report_duties_unit_id ON economy_report_duties (zone_id, unit_id);

CREATE UNIQUE INDEX ix_economy_report_plans_line ON economy_report_plans (zone_id, line);

CREATE INDEX ix_economy_report_plans_unit_id ON economy_report_plans (zone_id, unit_id);

CREATE UNIQUE INDEX ix_economy_report_tasks_code ON economy_report_tasks (zone_id, code);

CREATE UNIQUE INDEX ix_economy_report_tasks_month_line ON economy_report_tasks (zone_id, month, line);

CREATE INDEX ix_economy_report_tasks_opened_by_id ON economy_report_tasks (zone_id, opened_by_id);

CREATE INDEX ix_economy_report_tasks_unit_id ON economy_report_tasks (zone_id, unit_id);

ALTER TABLE economy_report_versions ADD COLUMN sign_off text;

ALTER TABLE economy_observations ADD COLUMN sign_off text;
