-- The platform: zones, accounts, units, members, assignments, audit trail, jobs, uploads.

CREATE TABLE "platform_accounts" (
    "id" BLOB NOT NULL CONSTRAINT "pk_platform_accounts" PRIMARY KEY,
    "display_name" TEXT NOT NULL,
    "installation_role" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "disabled" INTEGER NOT NULL,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" TEXT NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);

CREATE TABLE "platform_audit" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "account_id" BLOB NULL,
    "actor_name" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "remote_address" TEXT NULL,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL,
    "sequence" INTEGER NULL,
    "seal" TEXT NULL,
    CONSTRAINT "pk_platform_audit" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_audit_heads" (
    "zone_id" INTEGER NOT NULL CONSTRAINT "pk_platform_audit_heads" PRIMARY KEY,
    "sequence" INTEGER NOT NULL,
    "seal" TEXT NOT NULL
);

CREATE TABLE "platform_idempotent_requests" (
    "zone_id" INTEGER NOT NULL,
    "account_id" BLOB NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NULL,
    "location" TEXT NULL,
    "at" TEXT NOT NULL,
    CONSTRAINT "pk_platform_idempotent_requests" PRIMARY KEY ("zone_id", "account_id", "key")
);

CREATE TABLE "platform_jobs" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "progress_e4" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "result" TEXT NULL,
    "account_id" BLOB NULL,
    "unique_key" TEXT NULL,
    "created_at" TEXT NOT NULL,
    "started_at" TEXT NULL,
    "finished_at" TEXT NULL,
    "lease_until" TEXT NULL,
    "cancel_requested" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_jobs" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_personal_values" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_platform_personal_values" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_sequences" (
    "zone_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "next" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_sequences" PRIMARY KEY ("zone_id", "name")
);

CREATE TABLE "platform_units" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "parent_id" BLOB NULL,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_units" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_units_parent_id" FOREIGN KEY ("zone_id", "parent_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_uploads" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "account_id" BLOB NULL,
    CONSTRAINT "pk_platform_uploads" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_zone_names" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "from_on" TEXT NULL,
    "until_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_zone_names" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_zones" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_platform_zones" PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "demo_today" TEXT NULL,
    "created_at" TEXT NOT NULL
);

CREATE TABLE "platform_access_tokens" (
    "id" BLOB NOT NULL CONSTRAINT "pk_platform_access_tokens" PRIMARY KEY,
    "account_id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NULL,
    "revoked_at" TEXT NULL,
    CONSTRAINT "fk_platform_access_tokens_account_id" FOREIGN KEY ("account_id") REFERENCES "platform_accounts" ("id") ON DELETE RESTRICT
);

CREATE TABLE "platform_account_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_platform_account_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" BLOB NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_platform_account_claims_user_id" FOREIGN KEY ("user_id") REFERENCES "platform_accounts" ("id") ON DELETE RESTRICT
);

CREATE TABLE "platform_account_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" BLOB NOT NULL,
    CONSTRAINT "pk_platform_account_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_platform_account_logins_user_id" FOREIGN KEY ("user_id") REFERENCES "platform_accounts" ("id") ON DELETE RESTRICT
);

CREATE TABLE "platform_account_tokens" (
    "user_id" BLOB NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_platform_account_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_platform_account_tokens_user_id" FOREIGN KEY ("user_id") REFERENCES "platform_accounts" ("id") ON DELETE RESTRICT
);

CREATE TABLE "platform_members" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "account_id" BLOB NOT NULL,
    "unit_id" BLOB NULL,
    "enterprise_id" BLOB NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NULL,
    "active" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_members" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_members_account_id" FOREIGN KEY ("account_id") REFERENCES "platform_accounts" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_members_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_assignments" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" BLOB NOT NULL,
    "from_on" TEXT NOT NULL,
    "until_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_assignments" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_assignments_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_member_roles" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    "role" TEXT NOT NULL,
    CONSTRAINT "pk_platform_member_roles" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_member_roles_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_access_tokens_account_id" ON "platform_access_tokens" ("account_id");

CREATE UNIQUE INDEX "ix_platform_access_tokens_hash" ON "platform_access_tokens" ("hash");

CREATE INDEX "ix_platform_account_claims_user_id" ON "platform_account_claims" ("user_id");

CREATE INDEX "ix_platform_account_logins_user_id" ON "platform_account_logins" ("user_id");

CREATE INDEX "ix_platform_accounts_normalized_email" ON "platform_accounts" ("normalized_email");

CREATE UNIQUE INDEX "ix_platform_accounts_normalized_user_name" ON "platform_accounts" ("normalized_user_name");

CREATE INDEX "ix_platform_assignments_member_id" ON "platform_assignments" ("zone_id", "member_id");

CREATE INDEX "ix_platform_assignments_subject_kind_subject_id" ON "platform_assignments" ("zone_id", "subject_kind", "subject_id");

CREATE INDEX "ix_platform_audit_entity_type_entity_id" ON "platform_audit" ("zone_id", "entity_type", "entity_id");

CREATE INDEX "ix_platform_audit_sequence" ON "platform_audit" ("zone_id", "sequence");

CREATE INDEX "ix_platform_jobs_state" ON "platform_jobs" ("zone_id", "state");

CREATE UNIQUE INDEX "ix_platform_jobs_unique_key" ON "platform_jobs" ("zone_id", "unique_key");

CREATE UNIQUE INDEX "ix_platform_member_roles_member_id_role" ON "platform_member_roles" ("zone_id", "member_id", "role");

CREATE UNIQUE INDEX "ix_platform_members_account_id" ON "platform_members" ("zone_id", "account_id");

CREATE INDEX "ix_platform_members_any_zone_account_id" ON "platform_members" ("account_id");

CREATE INDEX "ix_platform_members_unit_id" ON "platform_members" ("zone_id", "unit_id");

CREATE UNIQUE INDEX "ix_platform_units_name" ON "platform_units" ("zone_id", "name");

CREATE INDEX "ix_platform_units_parent_id" ON "platform_units" ("zone_id", "parent_id");

CREATE UNIQUE INDEX "ix_platform_zones_code" ON "platform_zones" ("code");
