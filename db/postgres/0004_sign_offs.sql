-- Sign-off with its steps, places and moves; absences; notices.

CREATE TABLE platform_absences (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    stand_in_id uuid,
    from_on date NOT NULL,
    until_on date NOT NULL,
    note text,
    voided_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_absences PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_absences_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_absences_stand_in_id FOREIGN KEY (zone_id, stand_in_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_notices (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    topic text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    text text,
    path text,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    CONSTRAINT pk_platform_notices PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_notices_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_sign_offs (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    reason text,
    path text,
    payload text NOT NULL,
    starter_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    state text NOT NULL,
    round integer NOT NULL,
    step integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    urged_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT pk_platform_sign_offs PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_sign_offs_owner_id FOREIGN KEY (zone_id, owner_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_sign_offs_starter_id FOREIGN KEY (zone_id, starter_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_sign_off_copies (
    zone_id integer NOT NULL,
    sign_off_id uuid NOT NULL,
    member_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_platform_sign_off_copies PRIMARY KEY (zone_id, sign_off_id, member_id),
    CONSTRAINT fk_platform_sign_off_copies_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_sign_off_copies_sign_off_id FOREIGN KEY (zone_id, sign_off_id) REFERENCES platform_sign_offs (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_sign_off_moves (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    sign_off_id uuid NOT NULL,
    round integer NOT NULL,
    step integer NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid NOT NULL,
    for_id uuid,
    verb text NOT NULL,
    note text,
    to_id uuid,
    CONSTRAINT pk_platform_sign_off_moves PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_sign_off_moves_sign_off_id FOREIGN KEY (zone_id, sign_off_id) REFERENCES platform_sign_offs (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_sign_off_signers (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    sign_off_id uuid NOT NULL,
    round integer NOT NULL,
    step integer NOT NULL,
    member_id uuid NOT NULL,
    added boolean NOT NULL,
    state text NOT NULL,
    opinion text,
    decided_at timestamp with time zone,
    decided_by_id uuid,
    CONSTRAINT pk_platform_sign_off_signers PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_sign_off_signers_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_sign_off_signers_sign_off_id FOREIGN KEY (zone_id, sign_off_id) REFERENCES platform_sign_offs (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_sign_off_steps (
    zone_id integer NOT NULL,
    sign_off_id uuid NOT NULL,
    round integer NOT NULL,
    number integer NOT NULL,
    mode text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    permission text,
    CONSTRAINT pk_platform_sign_off_steps PRIMARY KEY (zone_id, sign_off_id, round, number),
    CONSTRAINT fk_platform_sign_off_steps_sign_off_id FOREIGN KEY (zone_id, sign_off_id) REFERENCES platform_sign_offs (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_platform_absences_member_id ON platform_absences (zone_id, member_id);

CREATE INDEX ix_platform_absences_stand_in_id ON platform_absences (zone_id, stand_in_id);

CREATE INDEX ix_platform_notices_member_id_at ON platform_notices (zone_id, member_id, at);

CREATE INDEX ix_platform_sign_off_copies_member_id ON platform_sign_off_copies (zone_id, member_id);

CREATE INDEX ix_platform_sign_off_moves_member_id ON platform_sign_off_moves (zone_id, member_id);

CREATE INDEX ix_platform_sign_off_moves_sign_off_id ON platform_sign_off_moves (zone_id, sign_off_id);

CREATE INDEX ix_platform_sign_off_signers_member_id_state ON platform_sign_off_signers (zone_id, member_id, state);

CREATE INDEX ix_platform_sign_off_signers_sign_off_id ON platform_sign_off_signers (zone_id, sign_off_id);

CREATE UNIQUE INDEX ix_platform_sign_offs_code ON platform_sign_offs (zone_id, code);

CREATE INDEX ix_platform_sign_offs_owner_id ON platform_sign_offs (zone_id, owner_id);

CREATE INDEX ix_platform_sign_offs_starter_id ON platform_sign_offs (zone_id, starter_id);

CREATE INDEX ix_platform_sign_offs_state_submitted_at ON platform_sign_offs (zone_id, state, submitted_at);

CREATE INDEX ix_platform_sign_offs_subject_kind_subject_id ON platform_sign_offs (zone_id, subject_kind, subject_id);
