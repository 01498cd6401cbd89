-- Papers: templates' values, signing, numbers without gaps.

CREATE TABLE "platform_document_series" (
    "zone_id" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_document_series" PRIMARY KEY ("zone_id", "word", "year")
);

CREATE TABLE "platform_document_words" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "word" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_document_words" PRIMARY KEY ("zone_id", "id")
);

CREATE TABLE "platform_documents" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "code" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "blocks" TEXT NULL,
    "subject_kind" TEXT NULL,
    "subject_id" TEXT NULL,
    "subject_path" TEXT NULL,
    "unit_id" BLOB NULL,
    "author_id" BLOB NULL,
    "drafted_on" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "recipients" TEXT NULL,
    "copy_to" TEXT NULL,
    "enterprise_id" BLOB NULL,
    "urgency" TEXT NULL,
    "attachment_notes" TEXT NULL,
    "word" TEXT NULL,
    "year" INTEGER NULL,
    "serial" INTEGER NULL,
    "issued_on" TEXT NULL,
    "issued_by_id" BLOB NULL,
    "signatory" TEXT NULL,
    "organ" TEXT NULL,
    "printed_by" TEXT NULL,
    "sign_off_code" TEXT NULL,
    "void_reason" TEXT NULL,
    "voided_on" TEXT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "pk_platform_documents" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_documents_author_id" FOREIGN KEY ("zone_id", "author_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_documents_issued_by_id" FOREIGN KEY ("zone_id", "issued_by_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_documents_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_document_copies" (
    "zone_id" INTEGER NOT NULL,
    "document_id" BLOB NOT NULL,
    "unit_id" BLOB NOT NULL,
    CONSTRAINT "pk_platform_document_copies" PRIMARY KEY ("zone_id", "document_id", "unit_id"),
    CONSTRAINT "fk_platform_document_copies_document_id" FOREIGN KEY ("zone_id", "document_id") REFERENCES "platform_documents" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_document_copies_unit_id" FOREIGN KEY ("zone_id", "unit_id") REFERENCES "platform_units" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_document_moves" (
    "zone_id" INTEGER NOT NULL,
    "id" BLOB NOT NULL,
    "document_id" BLOB NOT NULL,
    "at" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "member_id" BLOB NULL,
    "verb" TEXT NOT NULL,
    "note" TEXT NULL,
    "to_id" BLOB NULL,
    CONSTRAINT "pk_platform_document_moves" PRIMARY KEY ("zone_id", "id"),
    CONSTRAINT "fk_platform_document_moves_document_id" FOREIGN KEY ("zone_id", "document_id") REFERENCES "platform_documents" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "platform_document_parts" (
    "zone_id" INTEGER NOT NULL,
    "document_id" BLOB NOT NULL,
    "member_id" BLOB NOT NULL,
    CONSTRAINT "pk_platform_document_parts" PRIMARY KEY ("zone_id", "document_id", "member_id"),
    CONSTRAINT "fk_platform_document_parts_document_id" FOREIGN KEY ("zone_id", "document_id") REFERENCES "platform_documents" ("zone_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_platform_document_parts_member_id" FOREIGN KEY ("zone_id", "member_id") REFERENCES "platform_members" ("zone_id", "id") ON DELETE RESTRICT
);

CREATE INDEX "ix_platform_document_copies_unit_id" ON "platform_document_copies" ("zone_id", "unit_id");

CREATE INDEX "ix_platform_document_moves_document_id" ON "platform_document_moves" ("zone_id", "document_id");

CREATE INDEX "ix_platform_document_parts_member_id" ON "platform_document_parts" ("zone_id", "member_id");

CREATE UNIQUE INDEX "ix_platform_document_words_word" ON "platform_document_words" ("zone_id", "word");

CREATE INDEX "ix_platform_documents_author_id" ON "platform_documents" ("zone_id", "author_id");

CREATE UNIQUE INDEX "ix_platform_documents_code" ON "platform_documents" ("zone_id", "code");

CREATE INDEX "ix_platform_documents_enterprise_id" ON "platform_documents" ("zone_id", "enterprise_id");

CREATE INDEX "ix_platform_documents_issued_by_id" ON "platform_documents" ("zone_id", "issued_by_id");

CREATE INDEX "ix_platform_documents_state_code" ON "platform_documents" ("zone_id", "state", "code");

CREATE INDEX "ix_platform_documents_subject_kind_subject_id" ON "platform_documents" ("zone_id", "subject_kind", "subject_id");

CREATE INDEX "ix_platform_documents_unit_id" ON "platform_documents" ("zone_id", "unit_id");

CREATE UNIQUE INDEX "ix_platform_documents_word_year_serial" ON "platform_documents" ("zone_id", "word", "year", "serial");
