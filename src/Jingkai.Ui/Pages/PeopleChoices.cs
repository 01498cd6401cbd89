using Jingkai.Kernel;
using Jingkai.Platform.Accounts;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Jingkai.Ui;

/// <summary>The zone's officers as choices of a field: everyone but enterprises and operators, with post and unit.</summary>
internal static class PeopleChoices
{
    private static readonly string[] Outside = [Roles.Enterprise, Roles.Operator];

    public static async Task<IReadOnlyList<SelectOption>> OfficersAsync(JingkaiDbContext db, CancellationToken cancel)
    {
        var people = await (from m in db.Set<Member>().AsNoTracking()
                            join u in db.Set<Jingkai.Platform.Accounts.Unit>() on m.UnitId equals (Guid?)u.Id into units
                            from u in units.DefaultIfEmpty()
                            where m.Active && m.Id != db.MemberId && db.Set<MemberRole>().Any(r => r.ZoneId == m.ZoneId && r.MemberId == m.Id && !Outside.Contains(r.Role))
                            orderby m.Name
                            select new { m.Id, m.Name, m.Post, Unit = u == null ? null : u.Name }).ToListAsync(cancel);
        return [.. people.Select(p => new SelectOption(p.Id.ToString(), p.Post is null ? p.Name : new Text($"{p.Name}（{p.Post}）", $"{p.Name} ({p.Post})").Current, p.Unit))];
    }
}
