using System.Net.Mail;
using System.Text.Json;
using System.Text.RegularExpressions;
using Jingkai.Kernel;
using Jingkai.Platform.Api;
using Jingkai.Platform.Data;
using Jingkai.Platform.Jobs;
using Jingkai.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Platform.Outbox.Preferences;

/// <summary>One's own preferences as they are to be.</summary>
/// <param name="Email">Address for e-mail.</param>
/// <param name="Phone">Mobile number.</param>
/// <param name="WecomUser">User id in WeCom.</param>
/// <param name="Language">Language of messages; <c>zh-CN</c> when not given.</param>
/// <param name="Ways">Way → topics, <c>*</c> for all.</param>
public sealed record PreferenceInput(string? Email, string? Phone, string? WecomUser, string? Language, IReadOnlyDictionary<string, IReadOnlyList<string>>? Ways);

/// <summary>One's own preferences, with what can be chosen.</summary>
/// <param name="Email">Address for e-mail.</param>
/// <param name="Phone">Mobile number.</param>
/// <param name="WecomUser">User id in WeCom.</param>
/// <param name="Language">Language of messages.</param>
/// <param name="Ways">Way → chosen topics.</param>
/// <param name="AvailableWays">Ways set up for the zone.</param>
/// <param name="Topics">Topics to choose from.</param>
public sealed record PreferenceView(
    string? Email, string? Phone, string? WecomUser, string Language, IReadOnlyDictionary<string, IReadOnlyList<string>> Ways, IReadOnlyList<string> AvailableWays, IReadOnlyList<PreferenceTopic> Topics);

/// <summary>A topic to choose.</summary>
public sealed record PreferenceTopic(string Code, string Name);

/// <summary>Keeps one's own notice preferences. Nobody sees or sets another's.</summary>
public sealed partial class PreferenceService(JingkaiDbContext db, OutboxSettings settings, OutboxTopics topics)
{
    /// <summary>The preferences of the actor; nothing chosen when never set. <c>members-only</c> for accounts without a place in the zone.</summary>
    public async Task<Result<PreferenceView>> ReadAsync(CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is null) return OutboxErrors.MembersOnly;
        return View(await db.Set<NoticePreference>().AsNoTracking().FirstOrDefaultAsync(cancel) ?? new());
    }

    /// <summary>Sets the preferences of the actor as a whole.</summary>
    public async Task<Result<PreferenceView>> SetAsync(PreferenceInput input, CancellationToken cancel = default)
    {
        if (db.Actor.MemberId is not { } me) return OutboxErrors.MembersOnly;
        var errors = new List<Error>();
        var email = Checked(input.Email, text => text.Length <= 200 && MailAddress.TryCreate(text, out var address) && address.Address == text && text.All(char.IsAscii), OutboxErrors.BadEmail, errors);
        var phone = Checked(TextNormal.HalfWidth(input.Phone).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal), PhonePattern().IsMatch, OutboxErrors.BadPhone, errors);
        var user = Checked(input.WecomUser, WeComPattern().IsMatch, OutboxErrors.BadWecomUser, errors);
        var language = string.IsNullOrEmpty(input.Language) ? Localizer.Chinese : input.Language;
        if (!Localizer.Languages.Contains(language)) errors.Add(OutboxErrors.BadLanguage);
        var ways = Ways(input.Ways, errors);
        if (ways.ContainsKey(OutboxChannels.Email) && email is null && errors.All(e => e.Field != "email")) errors.Add(OutboxErrors.EmailNeeded);
        if (ways.ContainsKey(OutboxChannels.Sms) && phone is null && errors.All(e => e.Field != "phone")) errors.Add(OutboxErrors.PhoneNeeded);
        if (errors.Count > 0) return ApiErrors.Invalid(errors);

        var kept = await db.Set<NoticePreference>().AsTracking().FirstOrDefaultAsync(cancel);
        var preference = kept ?? new() { ZoneId = db.ZoneId, MemberId = me };
        (preference.Email, preference.Phone, preference.WecomUser, preference.Language) = (email, phone, user, language);
        preference.Ways = JsonSerializer.Serialize(ways, JobQueue.Json);
        if (kept is null) db.Add(preference);
        await db.SaveChangesAsync(cancel);
        return View(preference);
    }

    private static string? Checked(string? given, Func<string, bool> good, Error wrong, List<Error> errors)
    {
        var text = TextNormal.Clean(given);
        if (text.Length == 0) return null;
        if (!good(text)) errors.Add(wrong);
        return text;
    }

    private SortedDictionary<string, IReadOnlyList<string>> Ways(IReadOnlyDictionary<string, IReadOnlyList<string>>? given, List<Error> errors)
    {
        var ways = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var available = settings.WaysOf(db.Actor.ZoneCode);
        var known = topics.Notices.Select(t => t.Code).Append(OutboxTopics.Any).ToList();
        foreach (var (way, chosen) in given ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (chosen is null or { Count: 0 }) continue;
            if (!available.Contains(way)) errors.Add(OutboxErrors.UnknownWay(way, available));
            else if (chosen.FirstOrDefault(t => !known.Contains(t)) is { } unknown) errors.Add(OutboxErrors.UnknownTopic(unknown, known) with { Field = "ways" });
            else ways[way] = chosen.Contains(OutboxTopics.Any) ? [OutboxTopics.Any] : [.. chosen.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }

        return ways;
    }

    private PreferenceView View(NoticePreference p) => new(
        p.Email, p.Phone, p.WecomUser, p.Language, p.Choices.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)c.Value, StringComparer.Ordinal),
        settings.WaysOf(db.Actor.ZoneCode), [.. topics.Notices.Select(t => new PreferenceTopic(t.Code, t.Name.Current))]);

    [GeneratedRegex(@"^(1[3-9][0-9]{9}|\+[1-9][0-9]{6,14})$")]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$")]
    private static partial Regex WeComPattern();
}
