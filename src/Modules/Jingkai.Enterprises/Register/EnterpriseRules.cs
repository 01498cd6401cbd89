using Jingkai.Enterprises.Contracts;
using Jingkai.Enterprises.Domain;
using Jingkai.Kernel;

namespace Jingkai.Enterprises.Register;

/// <summary>What a change comes to.</summary>
/// <param name="Errors">Why it is refused; empty when it is not.</param>
/// <param name="Before">The fields that changed, before; empty for a new file.</param>
/// <param name="After">The fields that changed, after.</param>
internal sealed record Outcome(IReadOnlyList<Error> Errors, FieldValues Before, FieldValues After)
{
    public bool Changed => Before.Count > 0 || After.Count > 0;
}

/// <summary>Applies a change to a file in memory and judges it. The one place where the rules of the register stand; page,
/// interface and import all come through here. A refused file must not be saved.</summary>
internal sealed partial class EnterpriseRules
{
    private const int LongestName = 200;
    private const int MostItems = 200;

    /// <summary>吨标准煤 in a year; more than a whole city burns.</summary>
    internal const decimal MostEnergy = 100_000_000m;

    private readonly RuleContext context;
    private readonly Dossier dossier;
    private readonly Enterprise file;
    private readonly EnterpriseInput input;
    private readonly List<Error> errors = [];

    private EnterpriseRules(RuleContext context, Dossier dossier, EnterpriseInput input) =>
        (this.context, this.dossier, file, this.input) = (context, dossier, dossier.File, input);

    /// <summary>Applies the change.</summary>
    /// <param name="context">The zone as the rules see it.</param>
    /// <param name="dossier">The file.</param>
    /// <param name="input">The change.</param>
    /// <param name="describe">Whether the outcome tells which fields changed; of thousands of new files nobody asks.</param>
    public static Outcome Apply(RuleContext context, Dossier dossier, EnterpriseInput input, bool describe = true)
    {
        var before = dossier.IsNew ? [] : FieldValues.Of(dossier, context);
        var rules = new EnterpriseRules(context, dossier, input);
        rules.Identity();
        rules.Standing();
        rules.Industry();
        rules.ParkOf();
        rules.Listings();
        rules.Qualifications();
        rules.Contacts();
        rules.Liaisons();
        rules.StatedProvenance();
        if (rules.errors.Count > 0) return new(rules.errors, [], []);

        var (was, now) = describe ? FieldValues.Difference(before, FieldValues.Of(dossier, context)) : ([], []);
        if (dossier.IsNew) rules.NewProvenance();
        else rules.ChangedProvenance(now.Keys.Union(was.Keys));
        return new([], was, now);
    }

    /// <summary>Sort and search keys, after names or codes changed.</summary>
    public static void Index(Dossier dossier)
    {
        var file = dossier.File;
        file.SortKey = TextNormal.SortKey(file.Name);
        var lines = new List<string> { TextNormal.SearchKey(file.Name), TextNormal.Initials(file.Name), TextNormal.SearchKey(file.Code) };
        if (file.CreditCode is { } code) lines.Add(TextNormal.SearchKey(code));
        foreach (var name in dossier.Names) lines.Add(name.NameKey);
        file.SearchKey = string.Join('\n', lines.Where(line => line.Length > 0).Distinct());
    }

    private DateOnly Effective => input.EffectiveOn ?? context.Today;

    private void Identity()
    {
        if (input.EffectiveOn > context.Today) errors.Add(Errors.EffectiveInFuture);
        Name();
        OtherNames();
        CreditCodeOf();
    }

    private void Name()
    {
        if (!input.Name.IsSet)
        {
            if (dossier.IsNew) errors.Add(Errors.NameRequired);
            return;
        }

        var name = Text("name", input.Name.Value, LongestName);
        if (name is null)
        {
            if (errors.All(e => e.Field != "name")) errors.Add(Errors.NameRequired);
            return;
        }

        if (name == file.Name) return;
        if (!dossier.IsNew && !input.Correction && !input.FormerNames.IsSet && dossier.Names.All(n => n.Name != file.Name))
            dossier.Names.Add(NewName(NameKind.Former, file.Name, null, Effective));
        file.Name = name;
    }

    private void OtherNames()
    {
        if (input.FormerNames.IsSet) Names(NameKind.Former, "formerNames", input.FormerNames.Value ?? []);
        if (input.ShortNames.IsSet) Names(NameKind.Short, "shortNames", input.ShortNames.Value ?? []);
    }

    private void Names(NameKind kind, string field, IReadOnlyList<NameInput> wanted)
    {
        if (TooMany(field, wanted.Count)) return;
        var kept = new List<EnterpriseName>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var text = Text($"{field}[{i}]", wanted[i].Name, LongestName);
            if (text is null || kept.Any(k => k.Name == text)) continue;
            if (wanted[i].Until <= wanted[i].From) errors.Add(Errors.DateOrder($"{field}[{i}].until", "起始日期", "first day"));
            var known = dossier.Names.FirstOrDefault(n => n.Kind == kind && n.Name == text) ?? NewName(kind, text, null, null);
            known.Position = kept.Count;
            if (wanted[i].From is { } from) known.FromOn = from;
            if (wanted[i].Until is { } until) known.UntilOn = until;
            kept.Add(known);
        }

        dossier.Names.RemoveAll(n => n.Kind == kind);
        dossier.Names.AddRange(kept);
    }

    private EnterpriseName NewName(NameKind kind, string name, DateOnly? from, DateOnly? until) => dossier.New(new EnterpriseName
    {
        Kind = kind,
        Name = name,
        NameKey = TextNormal.SearchKey(name),
        Position = dossier.Names.Count(n => n.Kind == kind),
        FromOn = from,
        UntilOn = until,
    });

    private void CreditCodeOf()
    {
        if (!input.CreditCode.IsSet || string.IsNullOrWhiteSpace(input.CreditCode.Value))
        {
            if (input.CreditCode.IsSet) (file.CreditCode, file.CheckException) = (null, null);
            return;
        }

        if (!CreditCode.Parse(input.CreditCode.Value).Try(out var code, out var error))
        {
            errors.Add(error.At("creditCode"));
            return;
        }

        // What was accepted once with a reason stays accepted.
        if (code.Value == file.CreditCode) return;
        if (code.CheckPasses)
        {
            (file.CreditCode, file.CheckException) = (code.Value, null);
            return;
        }

        var reason = Text("reason", input.Reason, 500);
        if (!input.AcceptWarning) errors.Add(Errors.CreditCodeCheck(code.ExpectedCheck));
        else if (reason is null) errors.Add(Errors.ReasonRequired);
        (file.CreditCode, file.CheckException) = (code.Value, reason);
    }

    private void Standing()
    {
        if (input.Stage.IsSet) file.Stage = Word("stage", "unknown-stage", input.Stage.Value, EnterpriseStage.Operating);
        if (input.Presence.IsSet) file.Presence = Word("presence", "unknown-presence", input.Presence.Value, Domain.Presence.Both);
        if (input.Kinds.IsSet) KindsOf(input.Kinds.Value ?? []);
        if (input.RegisteredOn.IsSet) file.RegisteredOn = input.RegisteredOn.Value;
        if (input.MovedInOn.IsSet) file.MovedInOn = input.MovedInOn.Value;
        if (input.MovedOutOn.IsSet)
        {
            file.MovedOutOn = input.MovedOutOn.Value;
            if (!input.Stage.IsSet && file.MovedOutOn <= context.Today && file.Stage < EnterpriseStage.MovedOut) file.Stage = EnterpriseStage.MovedOut;
        }

        if (file.MovedOutOn <= file.MovedInOn) errors.Add(Errors.DateOrder("movedOutOn", "迁入日期", "day of moving in"));
        if (file.Stage == EnterpriseStage.MovedOut && file.MovedOutOn is null) errors.Add(Errors.MovedOutNeedsDate);
        if (file.Stage >= EnterpriseStage.Registered && file.CreditCode is null && errors.All(e => e.Field != "creditCode")) errors.Add(Errors.CreditCodeRequired);
        if (input.Land.IsSet) file.LandUnits = Area("landMu", input.Land.Value);
        Factory();
    }

    private void Factory()
    {
        if (input.Floor.IsSet) file.FloorUnits = Area("floorAreaM2", input.Floor.Value);
        if (input.Address.IsSet) file.Address = Text("address", input.Address.Value, 200);
        if (input.Products.IsSet) file.Products = Text("products", input.Products.Value, 500);
        if (input.MarketPosition.IsSet) file.MarketPosition = Text("marketPosition", input.MarketPosition.Value, 500);
        if (input.Staff.IsSet)
        {
            if (input.Staff.Value < 0) errors.Add(Errors.Negative("staff"));
            file.Staff = input.Staff.Value;
        }

        foreach (var (name, value) in input.Plain)
        {
            var field = PlainFields.Find(name)!;
            if (field.Read(value).Try(out var stored, out var error)) field.Store(file, stored);
            else errors.Add(error.At(name));
        }

        if (!input.Energy.IsSet) return;
        if (input.Energy.Value is not { } energy) file.EnergyE4 = null;
        else if (energy < 0) errors.Add(Errors.Negative("energyTce"));
        else if (energy > MostEnergy || energy * 10_000 != decimal.Truncate(energy * 10_000)) errors.Add(Errors.EnergyShape);
        else file.EnergyE4 = decimal.ToInt64(energy * 10_000);
    }

    private void KindsOf(IReadOnlyList<string> words)
    {
        var kinds = EnterpriseKinds.None;
        foreach (var word in words)
        {
            if (Kebab.Parse<EnterpriseKinds>(word) is { } kind && kind != EnterpriseKinds.None) kinds |= kind;
            else errors.Add(Errors.NotOfList("kinds", "unknown-kind", word, Kebab.All<EnterpriseKinds>().Skip(1)));
        }

        file.Kinds = kinds == EnterpriseKinds.None ? EnterpriseKinds.Enterprise : kinds;
    }

    private long? Area(string field, LandInput? area)
    {
        if (area is null) return null;
        if (area.Value < 0) errors.Add(Errors.Negative(field));
        else if (area.Unit.ToScaled(area.Value, Unit.StoredArea, 0).Try(out var units, out var error)) return units;
        else errors.Add(error.At(field));
        return null;
    }

    private T Word<T>(string field, string code, string? word, T otherwise) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(word)) return otherwise;
        if (Kebab.Parse<T>(word) is { } value) return value;
        errors.Add(Errors.NotOfList(field, code, word, Kebab.All<T>()));
        return otherwise;
    }

    /// <summary>Clean text, or null when there is none.</summary>
    private string? Text(string field, string? text, int longest)
    {
        var clean = TextNormal.Clean(text);
        if (clean.Length == 0) return null;
        if (clean.Length <= longest) return clean;
        errors.Add(Errors.TooLong(field, longest));
        return null;
    }

    private bool TooMany(string field, int count)
    {
        if (count <= MostItems) return false;
        errors.Add(Errors.TooMany(field, MostItems));
        return true;
    }
}
