using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>非重复: somebody looked at two files that look alike and says that they are two enterprises. While it stands nobody is asked
/// about the pair again.</summary>
internal sealed class DuplicateMark : ZoneEntity, IAudited
{
    /// <summary>The file with the smaller id.</summary>
    public Guid FirstId { get; set; }

    public Guid SecondId { get; set; }

    public string Reason { get; set; } = "";

    public Guid? ById { get; set; }

    public string ByName { get; set; } = "";

    public DateTime At { get; set; }

    public DateTime? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public string? WithdrawReason { get; set; }

    public string AuditLabel => Reason;
}
