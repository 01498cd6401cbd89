using Jingkai.Platform.Data;

namespace Jingkai.Economy.Analysis;

/// <summary>The zone's thresholds from a day on.</summary>
internal sealed class AnalysisSetting : ZoneEntity, IAudited
{
    public DateOnly FromOn { get; set; }

    /// <summary><see cref="AnalysisThresholds"/> as JSON.</summary>
    public string Definition { get; set; } = "{}";

    public string AuditLabel => FormattableString.Invariant($"from {FromOn:yyyy-MM-dd}");
}

/// <summary>Somebody took note of an alert as it stood.</summary>
internal sealed class AlertNote : ZoneEntity, IAudited
{
    /// <summary>Key of the alert: kind, indicator, subject or enterprise, period.</summary>
    public string Alert { get; set; } = "";

    /// <summary>The value that was seen; when it changes the alert is open again.</summary>
    public string Seen { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>Null for an administrator of the installation, who is no member.</summary>
    public Guid? MemberId { get; set; }

    public DateTime At { get; set; }

    public string AuditLabel => Alert;
}
