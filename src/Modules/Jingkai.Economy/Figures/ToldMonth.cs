using Jingkai.Kernel;

namespace Jingkai.Economy.Figures;

/// <summary>Which sums of a month a reader is told, so that all of them together, of all months, give nobody away. Follows from who
/// reported what, from what the reader may read and from nothing else: not from what he has asked before.</summary>
/// <remarks>What is unknown of an enterprise is its level at the end of each month. Two kinds of sums speak of levels: the level itself,
/// and the comparable prior, which speaks of the year before. A month or a quarter is told only where it is the difference of levels
/// that are told. So the levels of a month stand in three kinds of sums, decided in this order: the levels; those of them whose prior
/// is known; and the priors of the year after. Each is told when it is safe with all told before it; and what gives somebody away
/// gives him away in the levels of some single month.</remarks>
internal sealed class ToldMonth
{
    /// <summary>Most places of a month up to which industries below 大类 are told. Beyond, deciding on each of their many hundreds takes
    /// longer than a page may, and a large zone has enough to say by 大类.</summary>
    private const int MostPlaces = 1500;

    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);
    private readonly HashSet<string> uneven = new(StringComparer.Ordinal);
    private readonly HashSet<string> levels = new(StringComparer.Ordinal);
    private readonly HashSet<string> growths = new(StringComparer.Ordinal);

    private ToldMonth()
    {
    }

    /// <summary>How many subjects it speaks of.</summary>
    public int Count => hidden.Count;

    /// <summary>Whether nobody unreadable reports into the subject, so that everything of it is known anyway.</summary>
    public bool Open(string subject) => !hidden.Contains(subject);

    /// <summary>Whether the same enterprises stand in the sums of the month as in those of the year to date.</summary>
    public bool Even(string subject) => !uneven.Contains(subject);

    /// <summary>Whether the year-to-date sum is told.</summary>
    public bool Level(string subject) => Open(subject) || levels.Contains(subject);

    /// <summary>Whether comparable prior and growth of the level are told.</summary>
    public bool Growth(string subject) => Open(subject) || growths.Contains(subject);

    /// <summary>Decides.</summary>
    /// <param name="cells">The enterprises that the reader may not read.</param>
    /// <param name="delivered">Subjects whose level an office has published: told before others.</param>
    /// <param name="deliveredThen">Likewise of the year before.</param>
    /// <param name="mostPlaces">See <see cref="MostPlaces"/>.</param>
    public static ToldMonth Decide(CellCounts cells, IReadOnlySet<string> delivered, IReadOnlySet<string> deliveredThen, int mostPlaces = MostPlaces)
    {
        // Whether a month is told in depth follows from that month alone, so that it is the same beside this year and the next.
        var (depth, depthThen) = (new Depth(cells.All.Keys.Select(c => c.Now), mostPlaces), new Depth(cells.All.Keys.Select(c => c.Then), mostPlaces));
        var atoms = cells.All.GroupBy(c => (Now: depth.Of(c.Key.Now), Then: depthThen.Of(c.Key.Then))).Select(g => KeyValuePair.Create(g.Key, g.Sum(c => c.Value))).ToList();
        var now = Levels.Of(atoms.GroupBy(c => c.Key.Now).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)), delivered);
        var before = Levels.Of(atoms.GroupBy(c => c.Key.Then).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)), deliveredThen);
        var told = new ToldMonth();
        told.hidden.UnionWith(cells.All.Keys.SelectMany(c => c.Now.Names));
        told.levels.UnionWith(now.Told);
        told.uneven.UnionWith(cells.All.Keys.Where(c => !c.Now.Even).SelectMany(c => c.Now.Names));

        // The levels of the year before, as all that was told of them divides them and as the priors of this month do.
        var account = new Disclosure([.. atoms.Select(a => a.Value)]);
        var then = new Sums(atoms.Select(a => a.Key.Then));
        foreach (var subject in before.Order.Where(before.Told.Contains)) account.Tell(then.Level(subject));
        foreach (var subject in before.Order.Where(before.Both.Contains)) account.Tell(then.Both(subject));
        var priors = new Sums(atoms.Select(a => a.Key.Now));
        foreach (var subject in now.Order.Where(now.Both.Contains))
        {
            var sum = priors.Both(subject);
            if (!account.IsSafe(sum)) continue;
            account.Tell(sum);
            told.growths.Add(subject);
        }

        return told;
    }

    /// <summary>How deep into the industries a month is told.</summary>
    private sealed class Depth
    {
        private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);
        private readonly bool whole;

        public Depth(IEnumerable<Place> places, int most) => whole = places.Where(p => p.Subjects.Length > 0).Distinct().Take(most + 1).Count() <= most;

        public Place Of(Place place)
        {
            if (whole) return place;
            if (!kept.TryGetValue(place.Subjects, out var subjects)) kept.Add(place.Subjects, subjects = string.Join('|', place.Names.Where(n => Rank(n, false) <= DeepestRank)));
            return place with { Subjects = subjects };
        }
    }

    /// <summary>The atoms in the sums of each subject.</summary>
    private sealed class Sums
    {
        private readonly Dictionary<string, (List<int> Level, List<int> Both)> sums = new(StringComparer.Ordinal);

        public Sums(IEnumerable<Place> places)
        {
            var atom = -1;
            foreach (var place in places)
            {
                atom++;
                foreach (var subject in place.Names)
                {
                    if (!sums.TryGetValue(subject, out var sum)) sums.Add(subject, sum = ([], []));
                    if (place.Level) sum.Level.Add(atom);
                    if (place.Both) sum.Both.Add(atom);
                }
            }
        }

        public IReadOnlyList<int> Level(string subject) => sums[subject].Level;

        public IReadOnlyList<int> Both(string subject) => sums[subject].Both;
    }

    /// <summary>What is told of the levels of one month, by that month alone.</summary>
    /// <param name="Order">Subjects with somebody unreadable, in the order in which they are told.</param>
    /// <param name="Told">Subjects whose level is told.</param>
    /// <param name="Both">Those of them of which also the sum over whose prior is known is safe.</param>
    private sealed record Levels(IReadOnlyList<string> Order, IReadOnlySet<string> Told, IReadOnlySet<string> Both)
    {
        public static Levels Of(IReadOnlyDictionary<Place, int> places, IReadOnlySet<string> delivered)
        {
            var atoms = places.Where(p => p.Key.Subjects.Length > 0).ToList();
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (place, count) in atoms)
                foreach (var subject in place.Names) counts[subject] = counts.GetValueOrDefault(subject) + count;
            List<string> order = [.. counts.Keys.OrderBy(s => Rank(s, delivered.Contains(s))).ThenByDescending(s => counts[s]).ThenBy(s => s, StringComparer.Ordinal)];
            var (sums, account) = (new Sums(atoms.Select(a => a.Key)), new Disclosure([.. atoms.Select(a => a.Value)]));
            var told = Tell(order, sums.Level, account);
            return new(order, told, Tell(order.Where(told.Contains), sums.Both, account));
        }

        private static HashSet<string> Tell(IEnumerable<string> order, Func<string, IReadOnlyList<int>> sumOf, Disclosure account)
        {
            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (var subject in order)
            {
                var sum = sumOf(subject);
                if (!account.IsSafe(sum)) continue;
                account.Tell(sum);
                told.Add(subject);
            }

            return told;
        }
    }

    /// <summary>Rank of parks, the last before industries below 大类.</summary>
    private const int DeepestRank = 6;

    /// <summary>Whose sum is told before others: the zone, what an office has published, the leading industries, then from the
    /// large divisions to the small.</summary>
    private static int Rank(string subject, bool delivered) => subject switch
    {
        Rollups.Subjects.Zone => 0,
        _ when delivered => 1,
        _ when subject.StartsWith("group:", StringComparison.Ordinal) => subject.EndsWith(":" + Rollups.Subjects.Union, StringComparison.Ordinal) ? 2 : 3,
        _ when subject.StartsWith("park:", StringComparison.Ordinal) => DeepestRank,
        _ => IndustryCode.Find(subject["industry:".Length..]).Value.Level switch { 1 => 4, 2 => 5, var level => 4 + level },
    };
}
