-- The economy: reports with versions, roll-ups kept with every write, observations, targets, groups.

CREATE TABLE economy_enterprises (
    zone_id integer NOT NULL,
    enterprise_id uuid NOT NULL,
    code text NOT NULL,
    credit_code text,
    name text NOT NULL,
    sort_key text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_enterprises PRIMARY KEY (zone_id, enterprise_id)
);

CREATE TABLE economy_group_sets (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    from_on date NOT NULL,
    until_on date,
    in_force boolean NOT NULL,
    definition text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_group_sets PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_indicators (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    aliases text NOT NULL,
    unit text NOT NULL,
    frequency text NOT NULL,
    aggregation text NOT NULL,
    growth_basis text NOT NULL,
    jan_feb text NOT NULL,
    better text NOT NULL,
    source_dept text NOT NULL,
    definition text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_indicators PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_observations (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    indicator text NOT NULL,
    subject text NOT NULL,
    period text NOT NULL,
    period_end date NOT NULL,
    number integer NOT NULL,
    current boolean NOT NULL,
    value_e4 bigint,
    delivered text,
    delivered_unit text,
    bound text,
    growth_e4 bigint,
    growth_basis text,
    change_e4 bigint,
    status text NOT NULL,
    source text NOT NULL,
    published_on date,
    wording text,
    recorded_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    batch_id uuid NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_observations PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_populations (
    zone_id integer NOT NULL,
    population integer NOT NULL,
    subject text NOT NULL,
    month integer NOT NULL,
    delta bigint NOT NULL,
    CONSTRAINT pk_economy_populations PRIMARY KEY (zone_id, population, subject, month)
);

CREATE TABLE economy_report_versions (
    zone_id integer NOT NULL,
    enterprise_id uuid NOT NULL,
    measure integer NOT NULL,
    month integer NOT NULL,
    version integer NOT NULL,
    month_e4 bigint,
    month_prior_e4 bigint,
    ytd_e4 bigint,
    ytd_prior_e4 bigint,
    batch_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone NOT NULL,
    replaced_by uuid,
    reason text,
    CONSTRAINT pk_economy_report_versions PRIMARY KEY (zone_id, enterprise_id, measure, month, version)
);

CREATE TABLE economy_rollups (
    zone_id integer NOT NULL,
    measure integer NOT NULL,
    month integer NOT NULL,
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
    CONSTRAINT pk_economy_rollups PRIMARY KEY (zone_id, measure, month, subject)
);

CREATE TABLE economy_targets (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    indicator text NOT NULL,
    subject text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    current boolean NOT NULL,
    value_e4 bigint,
    delivered text,
    delivered_unit text,
    bound text,
    growth_e4 bigint,
    source text,
    recorded_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    batch_id uuid NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_targets PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_enterprise_spans (
    zone_id integer NOT NULL,
    enterprise_id uuid NOT NULL,
    from_on date NOT NULL,
    until_on date,
    industry text,
    park_id uuid,
    above_scale boolean NOT NULL,
    operating boolean NOT NULL,
    CONSTRAINT pk_economy_enterprise_spans PRIMARY KEY (zone_id, enterprise_id, from_on),
    CONSTRAINT fk_economy_enterprise_spans_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES economy_enterprises (zone_id, enterprise_id) ON DELETE RESTRICT
);

CREATE TABLE economy_reports (
    zone_id integer NOT NULL,
    enterprise_id uuid NOT NULL,
    measure integer NOT NULL,
    month integer NOT NULL,
    month_e4 bigint,
    month_prior_e4 bigint,
    ytd_e4 bigint,
    ytd_prior_e4 bigint,
    version integer NOT NULL,
    collected integer NOT NULL,
    batch_id uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_economy_reports PRIMARY KEY (zone_id, enterprise_id, measure, month),
    CONSTRAINT fk_economy_reports_enterprise_id FOREIGN KEY (zone_id, enterprise_id) REFERENCES economy_enterprises (zone_id, enterprise_id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_economy_enterprises_credit_code ON economy_enterprises (zone_id, credit_code);

CREATE UNIQUE INDEX ix_economy_group_sets_number ON economy_group_sets (zone_id, number);

CREATE UNIQUE INDEX ix_economy_indicators_code ON economy_indicators (zone_id, code);

CREATE UNIQUE INDEX ix_economy_observations_indicator_subject_period_number ON economy_observations (zone_id, indicator, subject, period, number);

CREATE INDEX ix_economy_reports_measure_month ON economy_reports (zone_id, measure, month);

CREATE UNIQUE INDEX ix_economy_targets_indicator_subject_year_number ON economy_targets (zone_id, indicator, subject, year, number);
