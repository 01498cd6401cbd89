-- Meetings: agenda, who is there, minutes, decisions that become tasks.

CREATE TABLE platform_meetings (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    search text NOT NULL,
    starts_at timestamp with time zone,
    place text,
    chair_id uuid,
    recorder_id uuid,
    caller_id uuid,
    called_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    last_item integer NOT NULL,
    minutes text,
    confirmer_id uuid,
    confirmed_on date,
    minutes_year integer,
    minutes_number integer,
    cancel_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_platform_meetings PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_meetings_caller_id FOREIGN KEY (zone_id, caller_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meetings_chair_id FOREIGN KEY (zone_id, chair_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meetings_confirmer_id FOREIGN KEY (zone_id, confirmer_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meetings_recorder_id FOREIGN KEY (zone_id, recorder_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_meeting_attendees (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    position integer NOT NULL,
    member_id uuid,
    name text,
    organisation text,
    attendance text NOT NULL,
    CONSTRAINT pk_platform_meeting_attendees PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_meeting_attendees_meeting_id FOREIGN KEY (zone_id, meeting_id) REFERENCES platform_meetings (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_attendees_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_meeting_items (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    number integer NOT NULL,
    position integer NOT NULL,
    subject_kind text,
    subject_id text,
    label_zh text NOT NULL,
    label_en text NOT NULL,
    path text,
    question text,
    unit_id uuid,
    reporter_id uuid,
    outcome text,
    added_by_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_platform_meeting_items PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_meeting_items_meeting_id FOREIGN KEY (zone_id, meeting_id) REFERENCES platform_meetings (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_items_reporter_id FOREIGN KEY (zone_id, reporter_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_items_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_meeting_moves (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    decision_id uuid,
    at timestamp with time zone NOT NULL,
    day date NOT NULL,
    member_id uuid,
    verb text NOT NULL,
    note text,
    to_id uuid,
    CONSTRAINT pk_platform_meeting_moves PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_meeting_moves_meeting_id FOREIGN KEY (zone_id, meeting_id) REFERENCES platform_meetings (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_meeting_parts (
    zone_id integer NOT NULL,
    meeting_id uuid NOT NULL,
    member_id uuid NOT NULL,
    CONSTRAINT pk_platform_meeting_parts PRIMARY KEY (zone_id, meeting_id, member_id),
    CONSTRAINT fk_platform_meeting_parts_meeting_id FOREIGN KEY (zone_id, meeting_id) REFERENCES platform_meetings (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_parts_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_meeting_decisions (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    item_id uuid NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    owner_id uuid NOT NULL,
    unit_id uuid,
    limit_amount integer,
    limit_unit text,
    due_on date,
    state text NOT NULL,
    clock_id uuid,
    opened_at timestamp with time zone,
    report text,
    done_at timestamp with time zone,
    done_by_id uuid,
    acceptor_id uuid,
    accepted_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_meeting_decisions PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_meeting_decisions_clock_id FOREIGN KEY (zone_id, clock_id) REFERENCES platform_clocks (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_decisions_item_id FOREIGN KEY (zone_id, item_id) REFERENCES platform_meeting_items (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_decisions_meeting_id FOREIGN KEY (zone_id, meeting_id) REFERENCES platform_meetings (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_decisions_owner_id FOREIGN KEY (zone_id, owner_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_meeting_decisions_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE UNIQUE INDEX ix_platform_meeting_attendees_meeting_id_member_id ON platform_meeting_attendees (zone_id, meeting_id, member_id);

CREATE INDEX ix_platform_meeting_attendees_member_id ON platform_meeting_attendees (zone_id, member_id);

CREATE INDEX ix_platform_meeting_decisions_acceptor_id_state ON platform_meeting_decisions (zone_id, acceptor_id, state);

CREATE INDEX ix_platform_meeting_decisions_clock_id ON platform_meeting_decisions (zone_id, clock_id);

CREATE INDEX ix_platform_meeting_decisions_item_id ON platform_meeting_decisions (zone_id, item_id);

CREATE INDEX ix_platform_meeting_decisions_meeting_id_number ON platform_meeting_decisions (zone_id, meeting_id, number);

CREATE INDEX ix_platform_meeting_decisions_owner_id_state ON platform_meeting_decisions (zone_id, owner_id, state);

CREATE INDEX ix_platform_meeting_decisions_unit_id_state ON platform_meeting_decisions (zone_id, unit_id, state);

CREATE UNIQUE INDEX ix_platform_meeting_items_meeting_id_number ON platform_meeting_items (zone_id, meeting_id, number);

CREATE INDEX ix_platform_meeting_items_reporter_id ON platform_meeting_items (zone_id, reporter_id);

CREATE UNIQUE INDEX ix_platform_meeting_items_subject_kind_subject_id_meeting_id ON platform_meeting_items (zone_id, subject_kind, subject_id, meeting_id);

CREATE INDEX ix_platform_meeting_items_unit_id ON platform_meeting_items (zone_id, unit_id);

CREATE INDEX ix_platform_meeting_moves_decision_id ON platform_meeting_moves (zone_id, decision_id);

CREATE INDEX ix_platform_meeting_moves_meeting_id ON platform_meeting_moves (zone_id, meeting_id);

CREATE INDEX ix_platform_meeting_moves_member_id ON platform_meeting_moves (zone_id, member_id);

CREATE INDEX ix_platform_meeting_parts_member_id ON platform_meeting_parts (zone_id, member_id);

CREATE INDEX ix_platform_meetings_caller_id ON platform_meetings (zone_id, caller_id);

CREATE INDEX ix_platform_meetings_chair_id ON platform_meetings (zone_id, chair_id);

CREATE UNIQUE INDEX ix_platform_meetings_code ON platform_meetings (zone_id, code);

CREATE INDEX ix_platform_meetings_confirmer_id ON platform_meetings (zone_id, confirmer_id);

CREATE UNIQUE INDEX ix_platform_meetings_minutes_year_minutes_number ON platform_meetings (zone_id, minutes_year, minutes_number);

CREATE INDEX ix_platform_meetings_recorder_id ON platform_meetings (zone_id, recorder_id);

CREATE INDEX ix_platform_meetings_state_starts_at ON platform_meetings (zone_id, state, starts_at);
