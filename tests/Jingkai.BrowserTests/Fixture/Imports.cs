namespace Jingkai.BrowserTests.Fixture;

/// <summary>The steps of an import.</summary>
internal static class Imports
{
    /// <summary>Chooses a file on the page of a ledger's import and sends it; waits for the page that follows.</summary>
    public static async Task HandIn(Visitor visitor, FilePayload file)
    {
        await visitor.Page.SetInputFilesAsync("[name='Input.File']", file);
        await visitor.Page.ClickAsync("main form.jk-form button[type=submit]");
        await visitor.Page.Locator("job-progress, button[value=commit], main .alert, main [role=alert]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>The rows of the table of mistakes: the one whose first column is the row number and whose last is the reason.</summary>
    public static ILocator Errors(Visitor visitor) =>
        visitor.Page.Locator($"[role=region][aria-label='{visitor.Word("platform.import.errors")}'] tbody tr");
}
