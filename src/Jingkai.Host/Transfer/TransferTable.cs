using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Outbox;
using Jingkai.Platform.Outbox.Webhooks;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jingkai.Host.Transfer;

/// <summary>A table of the model, in the order in which tables can be filled.</summary>
internal sealed class TransferTable
{
    /// <summary>What means nothing outside the running installation, or would let whoever holds an archive sign in: tokens, and
    /// answers kept for repeated requests.</summary>
    private static readonly HashSet<Type> LeftOut = [typeof(AccessToken), typeof(IdentityUserToken<Guid>), typeof(IdempotentRequest)];

    /// <summary>Columns of which the archive carries something else. A secret stays with the keys that open it. A message that waits
    /// goes along as given up: the old installation may still send it, and a copy made for trying out must not write to anybody.
    /// Whoever moves for good sends them again from the list.</summary>
    private static readonly Dictionary<(Type, string), string> Instead = new()
    {
        [(typeof(Webhook), nameof(Webhook.Secret))] = "NULL",
        [(typeof(OutboxMessage), nameof(OutboxMessage.LastError))] = $"CASE WHEN state = '{OutboxState.Waiting}' THEN '{DeliveryErrors.Moved}' ELSE last_error END",
        [(typeof(OutboxMessage), nameof(OutboxMessage.State))] = $"CASE WHEN state = '{OutboxState.Waiting}' THEN '{OutboxState.Dead}' ELSE state END",
        [(typeof(OutboxMessage), nameof(OutboxMessage.LeaseUntil))] = "NULL",
        [(typeof(OutboxMessage), nameof(OutboxMessage.LeaseId))] = "NULL",
    };

    private readonly ITable table;
    private readonly IReadOnlyList<string> expressions;

    private TransferTable(ITable table, IReadOnlyList<string> late)
    {
        this.table = table;
        LateReferences = late;
        var entity = table.EntityTypeMappings.First().TypeBase.ClrType;
        IsLeftOut = LeftOut.Contains(entity);
        // Unfinished work stays where it runs, or it would be done twice.
        if (entity == typeof(Job)) Condition = $"state IN ('{JobState.Done}', '{JobState.Failed}', '{JobState.Cancelled}')";
        Columns = [.. table.Columns.Select(c => new TransferColumn(c))];
        expressions = [.. table.Columns.Select(c => Instead.GetValueOrDefault((entity, c.PropertyMappings[0].Property.Name)) is { } other ? $"{other} AS \"{c.Name}\"" : $"\"{c.Name}\"")];
    }

    public string Name => table.Name;

    public IReadOnlyList<TransferColumn> Columns { get; }

    /// <summary>Rows stay behind; the table must be empty all the same before an import.</summary>
    public bool IsLeftOut { get; }

    /// <summary>Which rows go, in SQL; null: all.</summary>
    public string? Condition { get; }

    /// <summary>Constraints whose target may come later in the file: references of the table to itself, or in a circle.</summary>
    public IReadOnlyList<string> LateReferences { get; }

    private string Names => string.Join(", ", Columns.Select(c => $"\"{c.Name}\""));

    public string Select => $"SELECT {string.Join(", ", expressions)} FROM \"{Name}\"{(Condition is null ? "" : $" WHERE {Condition}")} ORDER BY {string.Join(", ", table.PrimaryKey!.Columns.Select(c => $"\"{c.Name}\""))}";

    public string Count => $"SELECT count(*) FROM \"{Name}\"";

    public string Insert => $"INSERT INTO \"{Name}\" ({Names}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"@p{i}"))})";

    public string Copy => $"COPY \"{Name}\" ({Names}) FROM STDIN (FORMAT BINARY)";

    /// <summary>All tables of the model, those that others refer to first.</summary>
    public static IReadOnlyList<TransferTable> InOrder(DbContext db)
    {
        var waiting = db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var done = new HashSet<ITable>();
        var ordered = new List<TransferTable>();
        while (waiting.Count > 0)
        {
            var next = waiting.FirstOrDefault(t => t.ForeignKeyConstraints.All(f => f.PrincipalTable == t || done.Contains((ITable)f.PrincipalTable))) ?? waiting[0];
            waiting.Remove(next);
            ordered.Add(new(next, [.. next.ForeignKeyConstraints.Where(f => !done.Contains((ITable)f.PrincipalTable)).Select(f => f.Name)]));
            done.Add(next);
        }

        return ordered;
    }
}
