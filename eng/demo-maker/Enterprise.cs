using Jingkai.Kernel;

namespace Jingkai.DemoMaker;

internal sealed class Enterprise
{
    public required int No { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required Trade Trade { get; init; }
    public string FormerName { get; set; } = "";
    public string Park { get; set; } = "";
    public DateOnly Registered { get; set; }
    public DateOnly? Since { get; set; }
    public DateOnly? Until { get; set; }
    public string Qualifications { get; set; } = "";
    public int? LandCentiMu { get; set; }
    public string Contact { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Liaison { get; set; } = "";

    public bool IsIndustrial => IndustryCode.IsIndustrial(Trade.Code);
    public bool ListedOn(DateOnly day) => Since <= day && (Until is null || Until > day);
}
