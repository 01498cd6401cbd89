using Jingkai.Enterprises.Contracts;

namespace Jingkai.Economy.Pages.Reports;

/// <summary>From an enterprise's file to its monthly reports.</summary>
internal sealed class ReportsTab : IEnterpriseTab
{
    public string TitleKey => "economy.ledger.reports";

    public string Permission => "reports.read";

    public int Order => 10;

    public string PathOf(EnterpriseRef enterprise) => "reports?q=" + Uri.EscapeDataString(enterprise.CreditCode ?? enterprise.Code);
}
