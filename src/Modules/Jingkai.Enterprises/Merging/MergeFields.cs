using Jingkai.Enterprises.Domain;
using Jingkai.Enterprises.Register;
using Jingkai.Platform.References;

namespace Jingkai.Enterprises.Merging;

/// <summary>Of two files, field by field, which value the kept one shall have.</summary>
internal static class MergeFields
{
    public const string Both = "both";

    /// <summary>Fields about which somebody decides. Former and short names need no decision: the kept file bears them all.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "name", "creditCode", "stage", "presence", "kinds", "industryCode", "park", "registeredOn", "movedInOn", "movedOutOn", "aboveScale", "qualifications",
        "address", "products", "marketPosition", "landMu", "floorAreaM2", "staff", "energyTce", "contacts", "liaisons",
        .. PlainFields.Names,
    ];

    /// <summary>Fields whose values are items that can stand side by side.</summary>
    public static IReadOnlySet<string> Lists { get; } = new HashSet<string>(StringComparer.Ordinal) { "qualifications", "contacts", "liaisons" };

    /// <summary>The names that follow without being asked.</summary>
    public static IReadOnlyList<string> Names { get; } = ["formerNames", "shortNames"];

    public static IReadOnlyList<string> SidesOf(string field) => Lists.Contains(field) ? [ReferenceSide.Kept, ReferenceSide.Merged, Both] : [ReferenceSide.Kept, ReferenceSide.Merged];

    /// <summary>What is proposed: nothing is lost, and where both say something the kept file is believed.</summary>
    public static string Proposed(FileState kept, FileState merged, string field) =>
        merged.Text(field) is null || kept.Text(field) == merged.Text(field) ? ReferenceSide.Kept
        : kept.Text(field) is null ? ReferenceSide.Merged
        : Lists.Contains(field) ? Both : ReferenceSide.Kept;

    /// <summary>The change that makes one file of two.</summary>
    /// <param name="kept">The file that is kept.</param>
    /// <param name="merged">The file that goes.</param>
    /// <param name="code">Its permanent code.</param>
    /// <param name="choices">By field whose value stands; what is not named stays as proposed.</param>
    public static EnterpriseInput Input(FileState kept, FileState merged, string code, IReadOnlyDictionary<string, string> choices)
    {
        string Side(string field) => choices.GetValueOrDefault(field) ?? Proposed(kept, merged, field);
        var different = All.Where(f => kept.Text(f) != merged.Text(f)).ToList();
        var taken = different.Where(f => Side(f) == ReferenceSide.Merged).ToHashSet(StringComparer.Ordinal);
        var input = merged.Input(taken);
        var both = different.Where(f => Side(f) == Both).ToHashSet(StringComparer.Ordinal);
        if (both.Contains("qualifications")) input = input with { Qualifications = new([.. kept.Qualifications, .. merged.Qualifications.Where(q => kept.Qualifications.All(k => (k.Kind, k.Level, k.From) != (q.Kind, q.Level, q.From)))]) };
        if (both.Contains("contacts")) input = input with { Contacts = new([.. kept.Contacts, .. merged.Contacts.Where(c => kept.Contacts.All(k => (k.Name, k.Phone) != (c.Name, c.Phone))).Select(c => c with { Id = null })]) };
        else if (taken.Contains("contacts")) input = input with { Contacts = new([.. merged.Contacts.Select(c => c with { Id = null })]) };
        if (both.Contains("liaisons")) input = input with { Liaisons = new([.. kept.Liaisons, .. merged.Liaisons.Where(l => kept.Liaisons.All(k => k.Member is null ? k.Name != l.Name : k.Member != l.Member))]) };
        var name = taken.Contains("name") ? merged.Name : kept.Name;
        return input with
        {
            FormerNames = new([.. kept.FormerNames.Concat(merged.FormerNames).Append(new(kept.Name)).Append(new(merged.Name)).Where(n => n.Name != name && kept.ShortNames.All(s => s.Name != n.Name)).DistinctBy(n => n.Name)]),
            ShortNames = new([.. kept.ShortNames.Concat(merged.ShortNames).Where(n => n.Name != name).DistinctBy(n => n.Name)]),
            // A value brings along where it comes from; a list put together of both was put together now.
            Provenance = taken.Where(f => ProvenanceFields.All.Contains(f)).ToDictionary(f => f, f => (ProvenanceInput?)merged.Provenance.GetValueOrDefault(f, merged.Whole), StringComparer.Ordinal),
            Source = $"合并自 {code}",
        };
    }

    /// <summary>The fields that the merge changed.</summary>
    public static IReadOnlyList<string> Touched(FileState before, FileState after) => [.. All.Concat(Names).Where(f => before.Text(f) != after.Text(f))];

    /// <summary>Of the fields the merge changed, those that somebody changed since, so that what was before cannot simply come back. To a
    /// list others may have added: only what the merge put there must still be there.</summary>
    public static IReadOnlyList<string> ChangedSince(FileState before, FileState after, FileState now) => [.. Touched(before, after).Where(f => f switch
    {
        "formerNames" or "shortNames" => false,
        _ when Lists.Contains(f) => after.Items(f).Except(before.Items(f)).Except(now.Items(f)).Any() || before.Items(f).Except(after.Items(f)).Intersect(now.Items(f)).Any(),
        _ => now.Text(f) != after.Text(f),
    })];

    /// <summary>The change that takes a merge out of the kept file again. What others added since stays.</summary>
    public static EnterpriseInput Undo(FileState before, FileState after, FileState now)
    {
        var touched = Touched(before, after);
        var input = before.Input(touched.ToHashSet(StringComparer.Ordinal));
        IReadOnlyList<T> Back<T>(string field, IReadOnlyList<T> was, IReadOnlyList<T> stands)
        {
            var (old, merged, present) = (before.Items(field), after.Items(field), now.Items(field));
            // In the old order, then what came later.
            return [.. was.Where((_, i) => present.Contains(old[i]) || !merged.Contains(old[i])), .. stands.Where((_, i) => !old.Contains(present[i]) && !merged.Contains(present[i]))];
        }

        if (touched.Contains("formerNames")) input = input with { FormerNames = new(Back("formerNames", before.FormerNames, now.FormerNames)) };
        if (touched.Contains("shortNames")) input = input with { ShortNames = new(Back("shortNames", before.ShortNames, now.ShortNames)) };
        if (touched.Contains("qualifications")) input = input with { Qualifications = new(Back("qualifications", before.Qualifications, now.Qualifications)) };
        if (touched.Contains("contacts")) input = input with { Contacts = new(Back("contacts", before.Contacts, now.Contacts)) };
        if (touched.Contains("liaisons")) input = input with { Liaisons = new(Back("liaisons", before.Liaisons, now.Liaisons)) };
        return input with { Provenance = touched.Where(f => ProvenanceFields.All.Contains(f)).ToDictionary(f => f, f => before.Provenance.GetValueOrDefault(f), StringComparer.Ordinal) };
    }
}
