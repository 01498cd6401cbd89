-- Analysis: thresholds, notes on alerts, the assessment with its values.

CREATE TABLE economy_analysis_settings (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    from_on date NOT NULL,
    definition text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_analysis_settings PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_assessment_settings (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    from_year integer NOT NULL,
    definition text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_assessment_settings PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_assessment_values (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    year integer NOT NULL,
    participant text NOT NULL,
    item text NOT NULL,
    value_e4 bigint NOT NULL,
    source text,
    version integer NOT NULL,
    CONSTRAINT pk_economy_assessment_values PRIMARY KEY (zone_id, id)
);

CREATE TABLE economy_alert_notes (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    alert text NOT NULL,
    seen text NOT NULL,
    note text NOT NULL,
    member_id uuid,
    at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_economy_alert_notes PRIMARY KEY (zone_id, id),
    CONSTRAINT fk_economy_alert_notes_member_id FOREIGN KEY (zone_id, member_id) REFERENCES platform_members (zone_id, id) ON DELETE RESTRICT
);

CREATE INDEX ix_economy_alert_notes_alert ON economy_alert_notes (zone_id, alert);

CREATE INDEX ix_economy_alert_notes_member_id ON economy_alert_notes (zone_id, member_id);

CREATE UNIQUE INDEX ix_economy_analysis_settings_from_on ON economy_analysis_settings (zone_id, from_on);

CREATE UNIQUE INDEX ix_economy_assessment_settings_from_year ON economy_assessment_settings (zone_id, from_year);

CREATE UNIQUE INDEX ix_economy_assessment_values_year_participant_item ON economy_assessment_values (zone_id, year, participant, item);
