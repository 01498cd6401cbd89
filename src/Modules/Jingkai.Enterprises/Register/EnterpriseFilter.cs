using System.Globalization;
using System.Linq.Expressions;
using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Living;
using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Enterprises.Register;

/// <summary>Filter and order of the register as they stand in an address; one for list, page and export.</summary>
internal sealed record EnterpriseFilter
{
    /// <summary>What the list can be sorted by.</summary>
    public static IReadOnlyList<string> Sorts { get; } = ["name", "code", "creditCode", "industryCode", "park", "stage", "registeredOn", "movedInOn", "landMu", "updatedAt"];

    /// <summary>The parameters read here.</summary>
    public static IReadOnlyList<string> Names { get; } = ["q", "industry", "park", "stage", "presence", "kind", "aboveScale", "qualification", "liaison", "staleOn", "voided"];

    public string? Text { get; private init; }
    public string? Industry { get; private init; }
    public string? Park { get; private init; }
    public EnterpriseStage? Stage { get; private init; }
    public Presence? Presence { get; private init; }
    public EnterpriseKinds? Kind { get; private init; }
    public bool? AboveScale { get; private init; }
    public string? Qualification { get; private init; }
    public string? Liaison { get; private init; }
    public DateOnly? StaleOn { get; private init; }
    public bool Voided { get; private init; }
    public string Sort { get; private init; } = "name";
    public bool Descending { get; private init; }

    /// <summary>The list as it opens: nothing filtered, in order of name.</summary>
    public bool IsOpening => this == Opening;

    private static readonly EnterpriseFilter Opening = new();

    /// <summary>Reads an address. Malformed values are refused: <c>bad-filter</c>, <c>bad-sort</c> (400).</summary>
    public static Result<EnterpriseFilter> Parse(IQueryCollection query)
    {
        string? Value(string name) => query.TryGetValue(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
        Error? error = null;
        T? Read<T>(string name, Func<string, T?> parse) where T : struct
        {
            if (Value(name) is not { } text) return null;
            var parsed = parse(text);
            if (parsed is null) error ??= ApiErrors.BadFilter(name, Shown(text));
            return parsed;
        }

        var sort = Value("sort") ?? "name";
        var key = sort.StartsWith('-') ? sort[1..] : sort;
        if (!Sorts.Contains(key)) error = ApiErrors.BadSort(Shown(sort), Sorts);
        var industry = Value("industry");
        if (industry is not null && !IsPrefix(industry = TextNormal.HalfWidth(industry).Trim().ToUpperInvariant())) error ??= ApiErrors.BadFilter("industry", Shown(industry));
        var filter = new EnterpriseFilter
        {
            Text = TextNormal.SearchKey(Value("q")) is { Length: > 0 } text ? text : null,
            Industry = industry,
            Park = Value("park"),
            Stage = Read("stage", t => Kebab.Parse<EnterpriseStage>(t)),
            Presence = Read("presence", t => Kebab.Parse<Presence>(t)),
            Kind = Read("kind", t => Kebab.Parse<EnterpriseKinds>(t)),
            AboveScale = Read("aboveScale", Truth),
            Qualification = TextNormal.Clean(Value("qualification")) is { Length: > 0 } kind ? kind : null,
            Liaison = TextNormal.Clean(Value("liaison")) is { Length: > 0 } liaison ? liaison : null,
            StaleOn = Read("staleOn", t => DateOnly.TryParseExact(t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 9000 ? day : (DateOnly?)null),
            Voided = Read("voided", Truth) ?? false,
            Sort = key,
            Descending = sort.StartsWith('-'),
        };
        return error is null ? filter : error;
    }

    /// <summary>The files that pass, within the reader's scope.</summary>
    public async Task<IQueryable<Enterprise>> ApplyAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var today = db.Today;
        // A reader of the whole zone needs no scope in the statement; leaving it out halves its text.
        var files = db.SeesAll(EnterprisesPermissions.Read)
            ? db.Set<Enterprise>().IgnoreQueryFilters([JingkaiDbContext.ScopeFilter])
            : db.Set<Enterprise>();
        files = Voided ? files.AsNoTracking().Where(e => e.VoidedAt != null) : files.AsNoTracking().Where(e => e.VoidedAt == null);
        if (Text is { } text) files = files.Where(e => e.SearchKey.Contains(text));
        if (Industry is { } industry) files = Within(files, industry);
        if (Park is { } park)
        {
            var key = TextNormal.SearchKey(park);
            files = files.Where(e => db.Set<Park>().Any(p => p.Id == e.ParkId && p.NameKey == key));
        }

        if (Stage is { } stage) files = files.Where(e => e.Stage == stage);
        if (Presence is { } presence) files = files.Where(e => e.Presence == presence);
        if (Kind is { } kind) files = files.Where(e => (e.Kinds & kind) != 0);
        if (AboveScale is { } listed)
        {
            files = files.Where(e => listed == db.Set<AboveScaleListing>()
                .Any(l => l.EnterpriseId == e.Id && l.Since <= today && (l.UntilOn == null || l.UntilOn > today)));
        }

        if (Qualification is { } qualification)
        {
            files = files.Where(e => db.Set<Qualification>().Any(q => q.EnterpriseId == e.Id && q.Kind == qualification
                && (q.FromOn == null || q.FromOn <= today) && (q.ToOn == null || q.ToOn >= today)));
        }

        if (StaleOn is { } due)
        {
            var stale = (await StaleFiles.ReadAsync(db, files, due, cancel)).ConvertAll(s => s.File.Id);
            files = files.Where(e => EF.Parameter(stale).Contains(e.Id));
        }

        if (Liaison is { } liaison) files = await OfLiaison(db, files, liaison, today, cancel);
        return files;
    }

    /// <summary>In the order asked for; empty values last, equal rows by id, so that pages neither repeat nor skip any and both
    /// databases order alike.</summary>
    public IQueryable<Enterprise> Order(JingkaiDbContext db, IQueryable<Enterprise> files) => Sort switch
    {
        "code" => First(files, e => e.Code),
        "creditCode" => By(files.OrderBy(e => e.CreditCode == null), e => e.CreditCode),
        "industryCode" => By(files.OrderBy(e => e.IndustryCode == null), e => e.IndustryCode),
        "park" => By(files.OrderBy(e => e.ParkId == null), e => db.Set<Park>().Where(p => p.Id == e.ParkId).Select(p => p.SortKey).FirstOrDefault()),
        "stage" => First(files, e => e.Stage == EnterpriseStage.Invited ? 0 : e.Stage == EnterpriseStage.Signed ? 1 : e.Stage == EnterpriseStage.Registered ? 2
            : e.Stage == EnterpriseStage.Building ? 3 : e.Stage == EnterpriseStage.Operating ? 4 : e.Stage == EnterpriseStage.Suspended ? 5 : e.Stage == EnterpriseStage.MovedOut ? 6 : 7),
        "registeredOn" => By(files.OrderBy(e => e.RegisteredOn == null), e => e.RegisteredOn),
        "movedInOn" => By(files.OrderBy(e => e.MovedInOn == null), e => e.MovedInOn),
        "landMu" => By(files.OrderBy(e => e.LandUnits == null), e => e.LandUnits),
        "updatedAt" => First(files, e => e.UpdatedAt),
        _ => First(files, e => e.SortKey),
    };

    private IQueryable<Enterprise> First<T>(IQueryable<Enterprise> files, Expression<Func<Enterprise, T>> key) =>
        Descending ? files.OrderByDescending(key).ThenByDescending(e => e.Id) : files.OrderBy(key).ThenBy(e => e.Id);

    private IQueryable<Enterprise> By<T>(IOrderedQueryable<Enterprise> files, Expression<Func<Enterprise, T>> key) =>
        Descending ? files.ThenByDescending(key).ThenByDescending(e => e.Id) : files.ThenBy(key).ThenBy(e => e.Id);

    /// <summary>Codes between two texts instead of a pattern, so that the index serves on both databases.</summary>
    private static IQueryable<Enterprise> Within(IQueryable<Enterprise> files, string prefix)
    {
        var (letter, digits) = char.IsAsciiLetter(prefix[0]) ? (prefix[..1], prefix[1..]) : ("", prefix);
        if (letter.Length > 0) files = files.Where(e => e.IndustrySection == letter);
        if (digits.Length == 0) return files;
        var last = digits + "9999";
        return files.Where(e => string.Compare(e.IndustryCode, digits) >= 0 && string.Compare(e.IndustryCode, last) <= 0);
    }

    private static async Task<IQueryable<Enterprise>> OfLiaison(JingkaiDbContext db, IQueryable<Enterprise> files, string liaison, DateOnly today, CancellationToken cancel)
    {
        List<Guid> members = liaison == "me" ? [db.MemberId]
            : Guid.TryParse(liaison, out var id) ? [id]
            : await db.Set<Member>().AsNoTracking().Where(m => m.Name == liaison || db.Users.Any(a => a.Id == m.AccountId && a.UserName == liaison)).Select(m => m.Id).ToListAsync(cancel);
        var line = $"\n{liaison}\n";
        return files.Where(e => e.LiaisonNames!.Contains(line) || db.Set<Assignment>().Any(a => a.SubjectKind == RegisterScope.EnterpriseKind && a.SubjectId == e.Id
            && a.Role == AssignmentRoles.Liaison && a.FromOn <= today && (a.UntilOn == null || a.UntilOn > today) && members.Contains(a.MemberId)));
    }

    private static bool IsPrefix(string text)
    {
        var digits = text.Length > 0 && text[0] is >= 'A' and <= 'T' ? text.AsSpan(1) : text;
        return text.Length > 0 && digits.Length <= 4 && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool? Truth(string text) => text switch { "true" => true, "false" => false, _ => null };

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
