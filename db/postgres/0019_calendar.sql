-- Days on which a zone works otherwise than the week says, and its office hours.

CREATE TABLE platform_office_timetables (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    hours text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT pk_platform_office_timetables PRIMARY KEY (zone_id)
);

CREATE TABLE platform_work_days (
    zone_id integer NOT NULL,
    id uuid NOT NULL,
    date date NOT NULL,
    worked boolean NOT NULL,
    name text NOT NULL,
    source text,
    version integer NOT NULL,
    CONSTRAINT pk_platform_work_days PRIMARY KEY (zone_id, id)
);

CREATE UNIQUE INDEX ix_platform_work_days_date ON platform_work_days (zone_id, date);
