-- Texts of rule packs that a zone proposed or adopted, and recorded verdicts.

CREATE TABLE platform_rule_packs (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    text_hash text NOT NULL,
    source text NOT NULL,
    shipped boolean NOT NULL,
    state text NOT NULL,
    from_on date NOT NULL,
    in_place_of text,
    reason text,
    proposed_by_id uuid,
    proposed_at timestamp with time zone NOT NULL,
    sign_off text,
    adopted_by_id uuid,
    adopted_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_rule_packs PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_rule_runs (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    pack text NOT NULL,
    text_hash text NOT NULL,
    day date NOT NULL,
    subjects integer NOT NULL,
    group_facts text,
    days text,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_platform_rule_runs PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_rule_verdicts (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    run_id uuid NOT NULL,
    pack text NOT NULL,
    day date NOT NULL,
    subject_kind text NOT NULL,
    subject_id uuid NOT NULL,
    subject_code text NOT NULL,
    subject_name text NOT NULL,
    value text NOT NULL,
    facts text NOT NULL,
    history text,
    answer text NOT NULL,
    CONSTRAINT pk_platform_rule_verdicts PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_rule_verdicts_run_id FOREIGN KEY (zone_id, run_id) REFERENCES platform_rule_runs (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_platform_rule_packs_name_state ON platform_rule_packs (zone_id, name, state);

CREATE INDEX ix_platform_rule_runs_pack_day ON platform_rule_runs (zone_id, pack, day);

CREATE INDEX ix_platform_rule_verdicts_pack_subject_id_day ON platform_rule_verdicts (zone_id, pack, subject_id, day);

CREATE INDEX ix_platform_rule_verdicts_run_id ON platform_rule_verdicts (zone_id, run_id);

CREATE INDEX ix_platform_rule_verdicts_subject_kind_subject_id ON platform_rule_verdicts (zone_id, subject_kind, subject_id);
