using Jingkai.ArchitectureTests.Access;

namespace Jingkai.ArchitectureTests;

/// <summary>The closed lists of the house. An entry here is a decision; whoever adds one says why.</summary>
internal static class Lists
{
    /// <summary>Tables of the installation: they have no <c>zone_id</c> and are not divided by zone.</summary>
    public static IReadOnlySet<string> InstallationTables { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "platform_accounts",        // a person may be a member of several zones
        "platform_account_claims",
        "platform_account_logins",
        "platform_account_tokens",
        "platform_access_tokens",   // a token acts for an account
        "platform_sessions",        // so does a sign-in
        "platform_zones",           // the zones themselves
    };

    /// <summary>Zone tables that every reader of their permission reads whole, so no scope filter applies.</summary>
    public static IReadOnlySet<string> ZoneWideTables { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "platform_zone_names",          // public
        "platform_zone_facts",          // everyone of the zone reads them
        "platform_work_days",           // everyone of the zone counts by them
        "platform_office_timetables",   // everyone of the zone counts by them
        "platform_time_limits",         // everyone of the zone may know what it promises
        "platform_case_kinds",          // everyone of the zone may know what can be asked
        "platform_case_parts",          // reached through a case that the reader may see
        "platform_case_events",         // the same
        "platform_case_groups",         // common problems of the zone, for officers; the cases in them are reached within scope
        "platform_clock_pauses",        // reached through a clock that the reader may see
        "platform_clock_extensions",    // the same
        "platform_clock_points",        // the same
        "platform_clock_moves",         // the same
        "platform_map_layers",          // everyone of the zone sees its map
        "platform_map_shapes",          // the same
        "platform_meeting_items",       // reached through a meeting that the reader may see, or as the outcome of their subject
        "platform_meeting_attendees",   // reached through a meeting that the reader may see
        "platform_meeting_moves",       // the same, or through a task
        "platform_meeting_parts",       // the scope filters ask it
        "platform_document_words",      // words of numbers, printed on papers
        "platform_document_series",     // how far they have come
        "platform_document_moves",      // reached through a paper that the reader may see
        "platform_document_parts",      // the scope filter asks it
        "platform_document_copies",     // the same
        "platform_units",               // the offices of the committee
        "platform_members",             // read for access before a scope exists
        "platform_member_roles",
        "platform_assignments",         // the scope filters themselves ask it
        "platform_audit",               // for auditors, who see the zone
        "platform_audit_heads",
        "platform_personal_values",     // reached by reference only
        "platform_sequences",
        "platform_idempotent_requests", // keyed by account
        "platform_jobs",                // shown by owner
        "platform_uploads",             // used further by their sender only, or reached through an attachment
        "platform_saved_views",         // read by their owner, or shared by them
        "platform_saved_view_defaults", // read by their member only
        "platform_attachments",         // reached through a record whose files the reader may see
        "platform_sign_off_steps",      // reached through a sign-off that the reader may see
        "platform_sign_off_signers",    // the same
        "platform_sign_off_moves",      // the same
        "platform_sign_off_copies",     // the same
        "platform_absences",            // everyone may know who is away; the rules of sign-off ask it
        "platform_notices",             // read by the member told only
        "platform_outbox",              // listed without what messages say, for those who keep it
        "platform_webhooks",            // kept by the system administrator; published to by everyone
        "platform_rule_packs",          // texts of rules; whoever judges reads them
        "platform_rule_runs",           // reached through a verdict
        "platform_rule_verdicts",       // read by those who read all enterprises and their reports
        "projects_rounds",              // everyone who reads projects knows the rounds; their lines are scoped
        "platform_quiet_hours",         // one row, for everyone
        "enterprises_parks",            // names of places
        "economy_alert_notes",          // reached through an alert that the reader may see
        "economy_analysis_settings",    // thresholds
        "economy_assessment_settings",  // a scheme
        "economy_assessment_values",    // published values of zones
        "enterprises_field_terms",      // settings
        "enterprises_survey_rounds",    // what is asked and until when; the enterprises asked are reached within scope
        "enterprises_year_freezes",     // of which years there are copies; the rows are reached within scope
        "economy_enterprise_spans",     // the scope filters ask it
        "economy_group_sets",           // definitions
        "economy_indicators",
        "economy_observations",         // figures of the offices; small cells are withheld where they are read
        "economy_targets",
        "economy_populations",          // sums; small cells are withheld where they are read
        "economy_rollups",
        "economy_months",               // states of months
        "economy_month_versions",       // digests and counts of frozen months
        "economy_frozen_sums",          // sums; small cells are withheld where they are read
        "economy_report_plans",         // definitions
        "economy_report_tasks",         // titles and due days; a reader without duties is shown none
        "economy_duty_moves",           // reached through a duty that the reader may see
        "economy_duty_reminders",       // the same
        "economy_citations",            // published papers
    };

    /// <summary>What anyone may reach without signing in.</summary>
    public static IReadOnlySet<string> AnonymousEndpoints { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "GET /healthz",
        "GET /readyz",
        "GET /openapi/{documentName}.json",
        EndpointRules.StaticFiles,
        "GET /",                        // leads to the reader's zone, or to sign-in
        "GET,POST /sign-in",
        "POST /sign-out",
        "POST /language",
        "GET,POST /not-found",
        "GET,POST /status/{Code}",
    };

    /// <summary>What the framework maps by itself and nobody here uses. Saying nothing of who may come, they are closed to all.</summary>
    public static IReadOnlySet<string> ClosedEndpoints { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "GET /_framework/opaque-redirect",
        "GET,HEAD /{**path:file}",      // files of a source tree that a build did not list
    };
}
