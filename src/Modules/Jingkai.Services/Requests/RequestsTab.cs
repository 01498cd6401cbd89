using Jingkai.Enterprises.Contracts;
using Jingkai.Platform.Cases;

namespace Jingkai.Services.Requests;

/// <summary>What an enterprise asked, beside its file.</summary>
internal sealed class RequestsTab : IEnterpriseTab
{
    public string TitleKey => "services.tab.requests";

    public string Permission => CasePermissions.Read;

    public int Order => 300;

    public string PathOf(EnterpriseRef enterprise) => $"cases?subject={enterprise.Id}";
}
