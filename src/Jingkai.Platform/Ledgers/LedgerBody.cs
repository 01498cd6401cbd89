using Jingkai.Platform.Api;
using Microsoft.OpenApi;

namespace Jingkai.Platform.Ledgers;

/// <summary>Columns of a ledger as fields of a body, for the description of the interface: a record that is entered by column is told by the same columns.</summary>
public static class LedgerBody
{
    /// <summary>The fields.</summary>
    /// <param name="columns">Columns that may be set.</param>
    /// <param name="says">What a field means; its heading and unit are told beside it.</param>
    public static IEnumerable<BodyField> Fields(IEnumerable<LedgerColumn> columns, Func<string, string> says)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(says);
        return columns.Select(c => new BodyField(c.Key, TypeOf(c.Kind), $"{says(c.Key)}. {c.HeadingWithUnit}")
        {
            Format = c.Kind == ColumnKind.Date ? "date" : null, MaxLength = c.Kind is ColumnKind.Text or ColumnKind.Code ? c.MaxLength : null,
        });
    }

    private static JsonSchemaType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number or ColumnKind.Percent => JsonSchemaType.Number,
        ColumnKind.List => JsonSchemaType.Array,
        _ => JsonSchemaType.String,
    };
}
