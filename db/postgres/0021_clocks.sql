-- Time limits of a zone and the clocks that run by them.

CREATE TABLE platform_time_limits (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    from_on date NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    start_zh text NOT NULL,
    start_en text NOT NULL,
    amount integer NOT NULL,
    unit text NOT NULL,
    legal_amount integer,
    legal_unit text,
    points text NOT NULL,
    owner_role text,
    source text,
    reason text,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id uuid,
    version integer NOT NULL,
    CONSTRAINT pk_platform_time_limits PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_clocks (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    run integer NOT NULL,
    label_zh text NOT NULL,
    label_en text NOT NULL,
    path text,
    limit_code text NOT NULL,
    amount integer NOT NULL,
    unit text NOT NULL,
    legal_amount integer,
    legal_unit text,
    points text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    owner_id uuid,
    unit_id uuid,
    managed boolean NOT NULL,
    state text NOT NULL,
    due_at timestamp with time zone,
    legal_due_at timestamp with time zone,
    provisional boolean NOT NULL,
    generation integer NOT NULL,
    next_point integer,
    next_point_at timestamp with time zone,
    stopped_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_clocks PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_clocks_owner_id FOREIGN KEY (zone_id, owner_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_clocks_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_clock_extensions (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    clock_id uuid NOT NULL,
    amount integer NOT NULL,
    legal boolean NOT NULL,
    reason text NOT NULL,
    state text NOT NULL,
    asked_by_id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    sign_off text NOT NULL,
    decided_by_id uuid,
    decided_at timestamp with time zone,
    CONSTRAINT pk_platform_clock_extensions PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_clock_extensions_clock_id FOREIGN KEY (zone_id, clock_id) REFERENCES platform_clocks (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_clock_moves (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    clock_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    verb text NOT NULL,
    note text,
    to_id uuid,
    due_at timestamp with time zone,
    CONSTRAINT pk_platform_clock_moves PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_clock_moves_clock_id FOREIGN KEY (zone_id, clock_id) REFERENCES platform_clocks (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_clock_pauses (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    clock_id uuid NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    reason text NOT NULL,
    by_id uuid,
    ended_by_id uuid,
    CONSTRAINT pk_platform_clock_pauses PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_clock_pauses_clock_id FOREIGN KEY (zone_id, clock_id) REFERENCES platform_clocks (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_clock_points (
    zone_id integer NOT NULL,
    clock_id uuid NOT NULL,
    point integer NOT NULL,
    generation integer NOT NULL,
    at timestamp with time zone NOT NULL,
    given_at timestamp with time zone NOT NULL,
    told integer NOT NULL,
    CONSTRAINT pk_platform_clock_points PRIMARY KEY (zone_id, clock_id, point, generation),
    CONSTRAINT fk_platform_clock_points_clock_id FOREIGN KEY (zone_id, clock_id) REFERENCES platform_clocks (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_platform_clock_extensions_clock_id ON platform_clock_extensions (zone_id, clock_id);

CREATE INDEX ix_platform_clock_moves_clock_id ON platform_clock_moves (zone_id, clock_id);

CREATE INDEX ix_platform_clock_pauses_clock_id ON platform_clock_pauses (zone_id, clock_id);

CREATE INDEX ix_platform_clocks_next_point_at ON platform_clocks (zone_id, next_point_at);

CREATE INDEX ix_platform_clocks_owner_id_state ON platform_clocks (zone_id, owner_id, state);

CREATE INDEX ix_platform_clocks_state_due_at ON platform_clocks (zone_id, state, due_at);

CREATE UNIQUE INDEX ix_platform_clocks_subject_kind_subject_id_limit_code_run ON platform_clocks (zone_id, subject_kind, subject_id, limit_code, run);

CREATE INDEX ix_platform_clocks_unit_id ON platform_clocks (zone_id, unit_id);

CREATE UNIQUE INDEX ix_platform_time_limits_code_from_on ON platform_time_limits (zone_id, code, from_on);
