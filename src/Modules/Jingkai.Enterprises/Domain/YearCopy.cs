using Jingkai.Platform.Data;

namespace Jingkai.Enterprises.Domain;

/// <summary>The register as it was kept for a year (年度存档). Made once; nothing changes it or its rows afterwards.</summary>
internal sealed class YearFreeze : ZoneEntity
{
    public int Year { get; set; }

    /// <summary>The business day it describes.</summary>
    public DateOnly AsOn { get; set; }

    public DateTime At { get; set; }

    public string ByName { get; set; } = "";

    public int Files { get; set; }

    /// <summary>Over all rows in order of code, hexadecimal: shows that none was changed.</summary>
    public string Sha256 { get; set; } = "";
}

/// <summary>One file in the copy of a year: a row of the ledger as it would have been exported.</summary>
internal sealed class YearCopy : EnterprisePart
{
    public int Year { get; set; }

    /// <summary>Permanent code then, by which the rows are in order.</summary>
    public string Code { get; set; } = "";

    /// <summary>By key of the ledger's column, as JSON; empty cells left out, personal values by reference.</summary>
    public string Row { get; set; } = "";

    public override string AuditLabel => Code;
}
