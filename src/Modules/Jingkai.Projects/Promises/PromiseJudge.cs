using Jingkai.Kernel;
using Jingkai.Platform.Ledgers;
using Jingkai.Projects.Register;

namespace Jingkai.Projects.Promises;

/// <summary>Reads a row of the ledger, a form or a patch into a change; what depends on other fields or on what is stored is judged when it is written.</summary>
internal sealed class PromiseJudge(ProjectBook book, DateOnly today)
{
    private static readonly string[] Texts = [PromiseColumns.Text, PromiseColumns.Agreement, PromiseColumns.Source, PromiseColumns.ResultNote];

    public ProjectChange Read(LedgerRow row)
    {
        var change = new ProjectChange();
        void Take(string column, Func<LedgerValue, object?> read)
        {
            var value = row[column];
            // A dash in an office's ledger says that there is none.
            if (value.State is CellState.Clear or CellState.NotReported) change[column] = null;
            if (!value.HasValue) return;
            var found = read(value);
            if (found is Error error) row.Reject(column, error);
            else change[column] = found;
        }

        foreach (var column in Texts) Take(column, v => v.Text);
        Take(PromiseColumns.Side, v => (object?)PromiseSide.Named(v.Text) ?? Errors.UnknownSide(v.Text));
        Take(PromiseColumns.Item, v => (object?)PromiseItems.Named(v.Text)?.Code ?? Errors.UnknownItem(v.Text));
        foreach (var column in (string[])[PromiseColumns.Value, PromiseColumns.Achieved]) Take(column, v => v.Number);
        Take(PromiseColumns.ValueUnit, v => Kernel.Unit.Find(v.Text).Try(out var unit, out var error) ? unit.Symbol : error);
        foreach (var column in (string[])[PromiseColumns.AgreedOn, PromiseColumns.DueOn]) Take(column, v => v.Date);
        Take(PromiseColumns.ResultOn, v => v.Date > today ? Errors.InFuture : v.Date);
        Take(PromiseColumns.Unit, v => book.Unit(v.Text!) is { } unit ? unit : Register.Errors.UnknownUnit(v.Text));
        Take(PromiseColumns.Owner, v => book.People(v.Text!) switch
        {
            [] => Register.Errors.UnknownMember(v.Text, PromiseColumns.Owner),
            [var only] => only,
            _ => Register.Errors.AmbiguousMember(v.Text, PromiseColumns.Owner),
        });
        Take(PromiseColumns.Result, v => (object?)PromiseItems.ResultNamed(v.Text)?.Code ?? Errors.UnknownResult(v.Text));
        Take(PromiseColumns.Remedy, v => (object?)PromiseItems.RemedyNamed(v.Text)?.Code ?? Errors.UnknownRemedy(v.Text));
        return change;
    }
}
