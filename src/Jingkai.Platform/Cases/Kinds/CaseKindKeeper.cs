using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Calendars;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Cases.Kinds;

/// <summary>Keeps the zone's own versions of kinds. Codes of kinds, categories and classes that cases already have do not go away.</summary>
public sealed partial class CaseKindKeeper(JingkaiDbContext db, CaseKinds kinds)
{
    private const int MostParts = 60;

    private static readonly string[] Types = ["text", "number", "date", "choice"];

    /// <summary>Replaces the zone's version of a kind.</summary>
    /// <returns>It; <c>unknown-kind</c>; 422 with every field that is wrong.</returns>
    public Task<Result<CaseKindDefinition>> PutAsync(string code, CaseKindDefinition wanted, string? reason, CancellationToken cancel = default) => db.InTransactionAsync<CaseKindDefinition>(async () =>
    {
        if (await kinds.FindAsync(code, cancel) is not { } known || known.Code != code) return ApiErrors.NotFound;
        wanted = wanted with { Code = code, Subject = known.Subject };
        var errors = Judge(wanted);
        var units = await db.Set<Accounts.Unit>().AsNoTracking().Select(u => u.Name).ToListAsync(cancel);
        errors.AddRange(wanted.Categories.Select((c, i) => (c, i)).Where(x => x.c.Unit is { Length: > 0 } unit && !units.Contains(unit)).Select(x => CaseErrors.UnknownTarget(x.c.Unit).At($"categories[{x.i}].unit")));
        var used = await db.Set<Case>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter]).Where(c => c.Kind == code).Select(c => new { c.Category, c.Class }).Distinct().ToListAsync(cancel);
        errors.AddRange(used.Select(u => u.Category).Where(c => c.Length > 0 && wanted.CategoryOf(c) is null).Distinct().Select(c => Error.Invalid("category-in-use", $"分类“{c}”已有事项，只能停用。", $"The category \"{c}\" has cases; it can only be retired.", "categories")));
        errors.AddRange(used.Select(u => u.Class).Where(c => c.Length > 0 && wanted.ClassOf(c) is null).Distinct().Select(c => Error.Invalid("class-in-use", $"难易类别“{c}”已有事项，不能删去。", $"The class \"{c}\" has cases and cannot go.", "classes")));
        var why = TextNormal.Clean(reason);
        if (why.Length > 200) errors.Add(ApiErrors.TooLong("reason", 200));
        if (errors.Count > 0) return ApiErrors.Invalid(errors);
        var row = await db.Set<CaseKindRow>().AsTracking().FirstOrDefaultAsync(k => k.Code == code, cancel);
        if (row is null) db.Add(row = new() { ZoneId = db.ZoneId, Code = code });
        (row.Definition, row.Reason) = (CaseKinds.Write(wanted), why.Length == 0 ? null : why);
        await db.SaveChangesAsync(cancel);
        kinds.Forget();
        return wanted;
    }, cancel);

    /// <summary>Everything wrong with a definition, with its place.</summary>
    internal static List<Error> Judge(CaseKindDefinition kind)
    {
        var errors = new List<Error>();
        Name(kind.Name, "name", errors);
        Each(kind.Categories, "categories", c => c.Code, errors, (c, at) => Name(c.Name, $"{at}.name", errors));
        Each(kind.Classes, "classes", c => c.Code, errors, (c, at) =>
        {
            Name(c.Name, $"{at}.name", errors);
            Limit(c.Limit, $"{at}.limit", errors);
        });
        Each(kind.Fields, "fields", f => f.Code, errors, (f, at) =>
        {
            Name(f.Name, $"{at}.name", errors);
            if (!Types.Contains(f.Type)) errors.Add(ApiErrors.BadFilter($"{at}.type", f.Type ?? "") with { Kind = ErrorKind.Invalid });
            if (f.Type == "choice" && f.Options is not { Count: > 0 }) errors.Add(ApiErrors.Required($"{at}.options"));
        });
        if (kind.Categories.Count == 0) errors.Add(ApiErrors.Required("categories"));
        if (kind.Classes.Count == 0) errors.Add(ApiErrors.Required("classes"));
        Limit(kind.Accept, "accept", errors);
        Limit(kind.Part, "part", errors);
        Limit(kind.Closing.Silence, "closing.silence", errors);
        Limit(kind.Closing.CallBack, "closing.callBack", errors);
        Limit(kind.Closing.FollowUp, "closing.followUp", errors);
        if (kind.Closing.By is not (Settlement.Asker or Settlement.Recheck or Settlement.Decision)) errors.Add(ApiErrors.BadFilter("closing.by", kind.Closing.By) with { Kind = ErrorKind.Invalid });
        if (kind.Closing is { By: Settlement.Asker, Silence: { } silence } && (!Clocks.WarningPoints.Parse(silence.Points).Try(out var points, out _) || Clocks.WarningPoints.Read(points).Count(p => p < 100) < 2))
            errors.Add(Error.Invalid("two-reminders", "静默销号之前至少提醒两次，例如提醒点“40,80,100”。", "Silence closes only after two reminders, for instance at the points \"40,80,100\".", "closing.silence.points"));
        if (kind.Closing.ReopenDays is < 0 or > 3650) errors.Add(Error.Invalid("bad-days", "天数在0至3650之间。", "Days lie between 0 and 3650.", "closing.reopenDays"));
        if (kind.Assigners.Count == 0 || kind.Assigners.Any(a => a is not ("desk" or "receiver"))) errors.Add(ApiErrors.BadFilter("assigners", string.Join(',', kind.Assigners)) with { Kind = ErrorKind.Invalid });
        return errors;
    }

    private static void Each<T>(IReadOnlyList<T> list, string field, Func<T, string?> codeOf, List<Error> errors, Action<T, string> judge)
    {
        if (list.Count > MostParts) errors.Add(Error.Invalid("too-many", $"最多{MostParts}项。", $"At most {MostParts}.", field));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, i) in list.Select((item, i) => (item, i)))
        {
            var at = $"{field}[{i}]";
            var code = codeOf(item) ?? "";
            if (!Codes().IsMatch(code)) errors.Add(Error.Invalid("bad-code", "编码用小写字母、数字和短横，最长40个字符。", "A code is of lower-case letters, digits and dashes, at most 40 characters.", $"{at}.code"));
            else if (!seen.Add(code)) errors.Add(Error.Invalid("code-twice", $"编码“{code}”重复。", $"The code \"{code}\" appears twice.", $"{at}.code"));
            judge(item, at);
        }
    }

    private static void Name(KindText? name, string field, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(name?.Zh)) errors.Add(ApiErrors.Required($"{field}.zh"));
        else if (name.Zh.Length > 30) errors.Add(ApiErrors.TooLong($"{field}.zh", 30));
        if (name?.En is { Length: > 60 }) errors.Add(ApiErrors.TooLong($"{field}.en", 60));
    }

    private static void Limit(KindLimit? limit, string field, List<Error> errors)
    {
        if (limit is null) return;
        if (!LimitCodes().IsMatch(limit.Code ?? "")) errors.Add(Error.Invalid("bad-code", "时限编码用小写字母、数字、点和短横。", "The code of a limit is of lower-case letters, digits, dots and dashes.", $"{field}.code"));
        if (!LimitUnits.Find(limit.Unit).Try(out var unit, out var bad)) errors.Add(bad.At($"{field}.unit") with { Kind = ErrorKind.Invalid });
        else if (!TimeLimit.Of(limit.Amount, unit).Try(out _, out bad)) errors.Add(bad.At($"{field}.amount"));
        if (limit.Points is not null && !Clocks.WarningPoints.Parse(limit.Points).Try(out _, out bad)) errors.Add(bad.At($"{field}.points"));
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex Codes();

    [GeneratedRegex("^[a-z][a-z0-9.-]{1,39}$")]
    private static partial Regex LimitCodes();
}
