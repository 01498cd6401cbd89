namespace Jingkai.Enterprises.Contracts;

/// <summary>A page of another module about one enterprise: it appears as a further tab of the enterprise's page. Registered as
/// a service; the enterprises module never knows who contributes.</summary>
public interface IEnterpriseTab
{
    /// <summary>Resource key of the tab's words.</summary>
    string TitleKey { get; }

    /// <summary>Only those who hold it see the tab.</summary>
    string Permission { get; }

    /// <summary>Smaller comes first.</summary>
    int Order { get; }

    /// <summary>Path of the page below <c>/z/{zone}</c>, with its query.</summary>
    string PathOf(EnterpriseRef enterprise);
}
