-- Outbox, webhooks, and how members want to be told.

CREATE TABLE platform_outbox (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    channel text NOT NULL,
    target text NOT NULL,
    host text NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    payload text NOT NULL,
    urgent boolean NOT NULL,
    state text NOT NULL,
    attempts integer NOT NULL,
    holds boolean NOT NULL,
    next_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    lease_id uuid,
    last_error text,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT pk_platform_outbox PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_quiet_hours (
    zone_id integer NOT NULL,
    active boolean NOT NULL,
    from_minute integer NOT NULL,
    until_minute integer NOT NULL,
    days_off boolean NOT NULL,
    urgent_passes boolean NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_platform_quiet_hours PRIMARY KEY (zone_id)
);

CREATE TABLE platform_webhooks (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    host text NOT NULL,
    topics text NOT NULL,
    secret text,
    active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_platform_webhooks PRIMARY KEY (zone_id, id)
);

CREATE TABLE platform_notice_preferences (
    zone_id integer NOT NULL,
    member_id uuid NOT NULL,
    email text,
    phone text,
    wecom_user text,
    language text NOT NULL,
    ways text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_platform_notice_preferences PRIMARY KEY (zone_id, member_id),
    CONSTRAINT fk_platform_notice_preferences_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_platform_outbox_any_zone_state_next_at ON platform_outbox (state, next_at);

CREATE UNIQUE INDEX ix_platform_outbox_key ON platform_outbox (zone_id, key);

CREATE INDEX ix_platform_outbox_state_channel_target_id ON platform_outbox (zone_id, state, channel, target, id);
