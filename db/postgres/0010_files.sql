-- Attachments; sign-ins; what a token may do and when it was last used.

ALTER TABLE platform_access_tokens ADD COLUMN scope text NOT NULL DEFAULT 'full';

ALTER TABLE platform_access_tokens ALTER COLUMN scope DROP DEFAULT;

ALTER TABLE platform_access_tokens ADD COLUMN last_used_at timestamp with time zone;

CREATE TABLE platform_sessions (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    hash text NOT NULL,
    user_agent text NOT NULL,
    address text,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by text,
    CONSTRAINT pk_platform_sessions PRIMARY KEY (id),
    CONSTRAINT fk_platform_sessions_account_id FOREIGN KEY (account_id) REFERENCES platform_accounts (id) ON DELETE RESTRICT
);

CREATE TABLE platform_attachments (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    subject_kind text NOT NULL,
    subject_id text NOT NULL,
    upload_id uuid NOT NULL,
    preview_id uuid,
    kind text NOT NULL,
    name text NOT NULL,
    note text,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    preview_size bigint NOT NULL,
    preview_kind text,
    preview_width integer NOT NULL,
    preview_height integer NOT NULL,
    taken_at timestamp with time zone,
    latitude_e6 bigint,
    longitude_e6 bigint,
    added_by_id uuid,
    added_by text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    voided_at timestamp with time zone,
    voided_by text,
    void_reason text,
    version integer NOT NULL,
    CONSTRAINT pk_platform_attachments PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_platform_attachments_preview_id FOREIGN KEY (zone_id, preview_id) REFERENCES platform_uploads (zone_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_platform_attachments_upload_id FOREIGN KEY (zone_id, upload_id) REFERENCES platform_uploads (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_platform_attachments_preview_id ON platform_attachments (zone_id, preview_id);

CREATE INDEX ix_platform_attachments_sha256 ON platform_attachments (zone_id, sha256);

CREATE INDEX ix_platform_attachments_subject_kind_subject_id_added_at ON platform_attachments (zone_id, subject_kind, subject_id, added_at);

CREATE INDEX ix_platform_attachments_upload_id ON platform_attachments (zone_id, upload_id);

CREATE INDEX ix_platform_sessions_account_id_created_at ON platform_sessions (account_id, created_at);

CREATE UNIQUE INDEX ix_platform_sessions_hash ON platform_sessions (hash);
