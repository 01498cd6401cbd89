-- Cases: what is asked, its parts, its timeline, common problems; kinds as the zone writes them.

CREATE TABLE platform_case_groups (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    title text NOT NULL,
    note text,
    category text,
    meeting text,
    outcome text,
    opened_by_id uuid,
    opened_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_case_groups PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_case_kinds (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    definition text NOT NULL,
    reason text,
    version integer NOT NULL,
    CONSTRAINT pk_platform_case_kinds PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_cases (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    subject_kind text,
    subject_id uuid,
    subject_name text,
    category text NOT NULL,
    class text NOT NULL,
    title text NOT NULL,
    text text,
    source text NOT NULL,
    urgent boolean NOT NULL,
    fields text NOT NULL,
    raised_by_id uuid,
    raised_by_asker boolean NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    proposed_unit_id uuid,
    state text NOT NULL,
    responsible_id uuid,
    responsible_unit_id uuid,
    assigned_id uuid,
    assigned_unit_id uuid,
    resume_state text,
    turn text NOT NULL,
    turn_member_id uuid,
    turn_unit_id uuid,
    returned integer NOT NULL,
    reopened integer NOT NULL,
    assigned_at timestamp with time zone,
    accepted_at timestamp with time zone,
    first_answered_at timestamp with time zone,
    answered_at timestamp with time zone,
    answer_due_at timestamp with time zone,
    answer text,
    settled_at timestamp with time zone,
    settled_by text,
    ended_at timestamp with time zone,
    held_until date,
    urged_at timestamp with time zone,
    escalated_at timestamp with time zone,
    meeting text,
    outer_system text,
    outer_number text,
    duplicate_of_id uuid,
    group_id uuid,
    clock_id uuid,
    wait_clock_id uuid,
    reminded integer NOT NULL,
    grade integer,
    grade_note text,
    graded_at timestamp with time zone,
    follow_up text NOT NULL,
    followed_up_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_cases PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_cases_assigned_id FOREIGN KEY (zone_id, assigned_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_assigned_unit_id FOREIGN KEY (zone_id, assigned_unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_duplicate_of_id FOREIGN KEY (zone_id, duplicate_of_id) REFERENCES platform_cases (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_group_id FOREIGN KEY (zone_id, group_id) REFERENCES platform_case_groups (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_proposed_unit_id FOREIGN KEY (zone_id, proposed_unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_raised_by_id FOREIGN KEY (zone_id, raised_by_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_responsible_id FOREIGN KEY (zone_id, responsible_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_responsible_unit_id FOREIGN KEY (zone_id, responsible_unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_turn_member_id FOREIGN KEY (zone_id, turn_member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_cases_turn_unit_id FOREIGN KEY (zone_id, turn_unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_case_events (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    for_id uuid,
    verb text NOT NULL,
    state text NOT NULL,
    note text,
    to_id uuid,
    to_unit_id uuid,
    about text,
    part integer,
    evidence text,
    CONSTRAINT pk_platform_case_events PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_case_events_case_id FOREIGN KEY (zone_id, case_id) REFERENCES platform_cases (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_case_parts (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    number integer NOT NULL,
    title text NOT NULL,
    unit_id uuid,
    member_id uuid,
    after_part integer,
    state text NOT NULL,
    result text,
    done_at timestamp with time zone,
    clock_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_platform_case_parts PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_case_parts_case_id FOREIGN KEY (zone_id, case_id) REFERENCES platform_cases (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_case_parts_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_case_parts_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_platform_case_events_case_id_number ON platform_case_events (zone_id, case_id, number);

CREATE INDEX ix_platform_case_events_member_id_at ON platform_case_events (zone_id, member_id, at);

CREATE UNIQUE INDEX ix_platform_case_groups_code ON platform_case_groups (zone_id, code);

CREATE UNIQUE INDEX ix_platform_case_kinds_code ON platform_case_kinds (zone_id, code);

CREATE UNIQUE INDEX ix_platform_case_parts_case_id_number ON platform_case_parts (zone_id, case_id, number);

CREATE INDEX ix_platform_case_parts_member_id_state ON platform_case_parts (zone_id, member_id, state);

CREATE INDEX ix_platform_case_parts_unit_id_state ON platform_case_parts (zone_id, unit_id, state);

CREATE INDEX ix_platform_cases_assigned_id ON platform_cases (zone_id, assigned_id);

CREATE INDEX ix_platform_cases_assigned_unit_id ON platform_cases (zone_id, assigned_unit_id);

CREATE UNIQUE INDEX ix_platform_cases_code ON platform_cases (zone_id, code);

CREATE INDEX ix_platform_cases_duplicate_of_id ON platform_cases (zone_id, duplicate_of_id);

CREATE INDEX ix_platform_cases_group_id ON platform_cases (zone_id, group_id);

CREATE INDEX ix_platform_cases_proposed_unit_id ON platform_cases (zone_id, proposed_unit_id);

CREATE INDEX ix_platform_cases_raised_at ON platform_cases (zone_id, raised_at);

CREATE INDEX ix_platform_cases_raised_by_id ON platform_cases (zone_id, raised_by_id);

CREATE INDEX ix_platform_cases_responsible_id_state ON platform_cases (zone_id, responsible_id, state);

CREATE INDEX ix_platform_cases_responsible_unit_id ON platform_cases (zone_id, responsible_unit_id);

CREATE INDEX ix_platform_cases_state_raised_at ON platform_cases (zone_id, state, raised_at);

CREATE INDEX ix_platform_cases_subject_kind_subject_id ON platform_cases (zone_id, subject_kind, subject_id);

CREATE INDEX ix_platform_cases_turn_member_id ON platform_cases (zone_id, turn_member_id);

CREATE INDEX ix_platform_cases_turn_turn_unit_id ON platform_cases (zone_id, turn, turn_unit_id);

CREATE INDEX ix_platform_cases_turn_unit_id ON platform_cases (zone_id, turn_unit_id);
