using System.Text.Json;
using Jingkai.Economy.Domain;
using Jingkai.Economy.Rollups;
using Jingkai.Enterprises.Contracts;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Economy.Groups;

/// <summary>A group as an office defines it: enterprises by credit code.</summary>
internal sealed record GroupInput(string? Name, IReadOnlyList<string>? Prefixes, IReadOnlyList<string>? Plus, IReadOnlyList<string>? Minus);

/// <summary>A dated set of groups.</summary>
internal sealed record GroupSetInput(DateOnly From, IReadOnlyList<GroupInput>? Groups);

/// <summary>Refusals of defining groups.</summary>
internal static class GroupErrors
{
    public static Error BadName(string name) => Error.Invalid("bad-group-name", $"主导产业名称“{name}”无效：不能为空、重复、含冒号或为“主导产业”。", "A group's name is not empty, not repeated, has no colon and is not 主导产业.", "groups");

    public static Error UnknownPrefix(string prefix) => Error.Invalid("unknown-industry", $"国民经济行业分类中没有“{prefix}”。", $"\"{prefix}\" is not in GB/T 4754.", "prefixes");

    public static Error UnknownEnterprise(string code) => Error.Invalid("unknown-enterprise", $"企业台账中没有 {code}。", $"The register has no enterprise {code}.", "plus");

    public static Error Overlap(string a, string b) => Error.Invalid("overlapping-groups", $"“{a}”与“{b}”的行业范围重叠，同一企业不能计入两个主导产业。", $"\"{a}\" and \"{b}\" overlap; an enterprise belongs to one group at most.", "prefixes");
}

/// <summary>Defines the zone's leading-industry groups. A new set takes over from its day on; the sums of all sets are
/// filled in the same transaction, so no reader ever sees half a set.</summary>
internal sealed class GroupService(JingkaiDbContext db, IEnterpriseDirectory directory, EconomyLocks locks, RollupMaintenance rollups)
{
    public async Task<Result<int>> DefineAsync(GroupSetInput input, CancellationToken cancel = default)
    {
        var groups = await ReadAsync(input, cancel);
        if (!groups.IsOk) return groups.Error;
        return await db.InTransactionAsync<int>(async () => await DefineAsync(input.From, groups.Value, cancel), cancel);
    }

    private async Task<int> DefineAsync(DateOnly from, List<GroupDefinition> groups, CancellationToken cancel)
    {
        await locks.LockAllAsync(db, cancel);
        var sets = await db.Set<GroupSet>().OrderBy(s => s.Number).ToListAsync(cancel);
        foreach (var old in sets.Where(s => s.InForce))
        {
            if (old.FromOn >= from) old.InForce = false;
            else if (old.UntilOn is null || old.UntilOn > from) old.UntilOn = from;
        }

        var set = new GroupSet
        {
            ZoneId = db.ZoneId,
            Number = sets.Count == 0 ? 1 : sets[^1].Number + 1,
            FromOn = from,
            InForce = true,
            Definition = JsonSerializer.Serialize(groups, JsonSerializerOptions.Web),
        };
        db.Add(set);
        await db.SaveChangesAsync(cancel);
        await rollups.RefillGroupsAsync(cancel);
        return set.Number;
    }

    private async Task<Result<List<GroupDefinition>>> ReadAsync(GroupSetInput input, CancellationToken cancel)
    {
        var groups = new List<GroupDefinition>();
        foreach (var group in input.Groups ?? [])
        {
            var name = TextNormal.Clean(group.Name ?? "");
            if (name.Length == 0 || name.Contains(':') || name == Subjects.Union || groups.Any(g => g.Name == name)) return GroupErrors.BadName(name);
            var prefixes = new List<string>();
            foreach (var prefix in group.Prefixes ?? [])
            {
                var found = IndustryCode.Find(prefix);
                if (!found.IsOk) return GroupErrors.UnknownPrefix(prefix);
                prefixes.Add(found.Value.Code);
            }

            var plus = await IdsAsync(group.Plus ?? [], cancel);
            if (!plus.IsOk) return plus.Error;
            var minus = await IdsAsync(group.Minus ?? [], cancel);
            if (!minus.IsOk) return minus.Error;
            groups.Add(new(name, prefixes, plus.Value, minus.Value));
        }

        for (var i = 0; i < groups.Count; i++)
            for (var j = i + 1; j < groups.Count; j++)
                if (Overlap(groups[i], groups[j])) return GroupErrors.Overlap(groups[i].Name, groups[j].Name);
        return groups;
    }

    private static bool Overlap(GroupDefinition a, GroupDefinition b) =>
        a.Prefixes.Any(p => b.Prefixes.Any(q => IndustryCode.IsWithin(p, q) || IndustryCode.IsWithin(q, p))) || a.Plus.Intersect(b.Plus).Any();

    private async Task<Result<List<Guid>>> IdsAsync(IReadOnlyList<string> codes, CancellationToken cancel)
    {
        var found = await directory.ByCreditCodesAsync([.. codes], cancel);
        foreach (var code in codes)
            if (!found.ContainsKey(code)) return GroupErrors.UnknownEnterprise(code);
        return codes.Select(c => found[c].Id).ToList();
    }
}
