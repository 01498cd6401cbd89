using System.Text.Json;
using Jingkai.Platform.Cases.Kinds;

namespace Jingkai.Services.Requests;

/// <summary>The kind 企业诉求, as it is shipped: categories, classes and limits found in zones' own rules (see the file).</summary>
internal sealed class RequestKinds : ICaseKindSource
{
    /// <summary>Code of the kind.</summary>
    public const string Request = "enterprise-request";

    private static readonly IReadOnlyList<CaseKindDefinition> Shipped = [Read(Request)];

    public IEnumerable<CaseKindDefinition> Kinds => Shipped;

    private static CaseKindDefinition Read(string name)
    {
        using var stream = typeof(RequestKinds).Assembly.GetManifestResourceStream($"Jingkai.Services.{name}.json")!;
        return JsonSerializer.Deserialize<CaseKindDefinition>(stream, JsonSerializerOptions.Web)!;
    }
}
