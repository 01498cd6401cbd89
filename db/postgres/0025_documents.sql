-- Papers: templates' values, signing, numbers without gaps.

CREATE TABLE platform_document_series (
    zone_id integer NOT NULL,
    word text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT pk_platform_document_series PRIMARY KEY (zone_id, word, year)
);

CREATE TABLE platform_document_words (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    word text NOT NULL,
    series text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_platform_document_words PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_documents (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    template text NOT NULL,
    title text NOT NULL,
    search text NOT NULL,
    fields text NOT NULL,
    blocks text,
    subject_kind text,
    subject_id text,
    subject_path text,
    unit_id uuid,
    author_id uuid,
    drafted_on date NOT NULL,
    state text NOT NULL,
    recipients text,
    copy_to text,
    enterprise_id uuid,
    urgency text,
    attachment_notes text,
    word text,
    year integer,
    serial integer,
    issued_on date,
    issued_by_id uuid,
    signatory text,
    organ text,
    printed_by text,
    sign_off_code text,
    void_reason text,
    voided_on date,
    version integer NOT NULL,
    CONSTRAINT pk_platform_documents PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_documents_author_id FOREIGN KEY (zone_id, author_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_documents_issued_by_id FOREIGN KEY (zone_id, issued_by_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_documents_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_document_copies (
    zone_id integer NOT NULL,
    document_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    CONSTRAINT pk_platform_document_copies PRIMARY KEY (zone_id, document_id, unit_id),
    CONSTRAINT fk_platform_document_copies_document_id FOREIGN KEY (zone_id, document_id) REFERENCES platform_documents (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_document_copies_unit_id FOREIGN KEY (zone_id, unit_id) REFERENCES platform_units (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_document_moves (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    day date NOT NULL,
    member_id uuid,
    verb text NOT NULL,
    note text,
    to_id uuid,
    CONSTRAINT pk_platform_document_moves PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_document_moves_document_id FOREIGN KEY (zone_id, document_id) REFERENCES platform_documents (zone_id, id) ON DELETE RESTRICT
);

CREATE TABLE platform_document_parts (
    zone_id integer NOT NULL,
    document_id uuid NOT NULL,
    member_id uuid NOT NULL,
    CONSTRAINT pk_platform_document_parts PRIMARY KEY (zone_id, document_id, member_id),
    CONSTRAINT fk_platform_document_parts_document_id FOREIGN KEY (zone_id, document_id) REFERENCES platform_documents (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_document_parts_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_platform_document_copies_unit_id ON platform_document_copies (zone_id, unit_id);

CREATE INDEX ix_platform_document_moves_document_id ON platform_document_moves (zone_id, document_id);

CREATE INDEX ix_platform_document_parts_member_id ON platform_document_parts (zone_id, member_id);

CREATE UNIQUE INDEX ix_platform_document_words_word ON platform_document_words (zone_id, word);

CREATE INDEX ix_platform_documents_author_id ON platform_documents (zone_id, author_id);

CREATE UNIQUE INDEX ix_platform_documents_code ON platform_documents (zone_id, code);

CREATE INDEX ix_platform_documents_enterprise_id ON platform_documents (zone_id, enterprise_id);

CREATE INDEX ix_platform_documents_issued_by_id ON platform_documents (zone_id, issued_by_id);

CREATE INDEX ix_platform_documents_state_code ON platform_documents (zone_id, state, code);

CREATE INDEX ix_platform_documents_subject_kind_subject_id ON platform_documents (zone_id, subject_kind, subject_id);

CREATE INDEX ix_platform_documents_unit_id ON platform_documents (zone_id, unit_id);

CREATE UNIQUE INDEX ix_platform_documents_word_year_serial ON platform_documents (zone_id, word, year, serial);
