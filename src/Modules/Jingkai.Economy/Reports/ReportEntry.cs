using Jingkai.Economy.Rollups;

namespace Jingkai.Economy.Reports;

/// <summary>What to do with one value of a report.</summary>
internal readonly record struct Change
{
    private Change(ChangeState state, long number) => (State, Number) = (state, number);

    /// <summary>Leave what is stored.</summary>
    public static Change Keep => default;

    /// <summary>Whether what is stored is replaced.</summary>
    public bool Touches => State != ChangeState.Keep;

    /// <summary>What to store; null for "not reported".</summary>
    public long? Value => State == ChangeState.Set ? Number : null;

    internal ChangeState State { get; }

    internal long Number { get; }

    /// <summary>Store a value, or null for "not reported".</summary>
    public static Change To(long? value) => value is { } v ? new(ChangeState.Set, v) : new(ChangeState.Clear, 0);

    public long? Over(long? stored) => State == ChangeState.Keep ? stored : Value;

    internal static Change Of(int state, long number) => new((ChangeState)state, number);
}

internal enum ChangeState : byte
{
    Keep,
    Clear,
    Set,
}

/// <summary>One measure of one enterprise and month, to be written. Fifty-six bytes, because an import keeps a million of them:
/// the numbers side by side, what to do with each in two bits.</summary>
internal readonly struct ReportEntry
{
    private readonly long value;
    private readonly long prior;
    private readonly long ytd;
    private readonly long ytdPrior;
    private readonly short measure;
    private readonly byte states;

    public ReportEntry(Guid enterprise, int measure, int month, Change value, Change prior, Change ytd, Change ytdPrior)
    {
        (Enterprise, Month, this.measure) = (enterprise, month, checked((short)measure));
        (this.value, this.prior, this.ytd, this.ytdPrior) = (value.Number, prior.Number, ytd.Number, ytdPrior.Number);
        states = (byte)((int)value.State | ((int)prior.State << 2) | ((int)ytd.State << 4) | ((int)ytdPrior.State << 6));
    }

    public Guid Enterprise { get; }

    public int Month { get; }

    public int Measure => measure;

    public Change Value => Change.Of(states & 3, value);

    public Change Prior => Change.Of((states >> 2) & 3, prior);

    public Change Ytd => Change.Of((states >> 4) & 3, ytd);

    public Change YtdPrior => Change.Of(states >> 6, ytdPrior);

    /// <summary>Whether anything stored is replaced.</summary>
    public bool Touches => states != 0;

    /// <summary>The same measure, enterprise and month with other changes.</summary>
    public ReportEntry With(Change value, Change prior, Change ytd, Change ytdPrior) => new(Enterprise, Measure, Month, value, prior, ytd, ytdPrior);

    public Figures4 Over(Figures4 stored) => new(Value.Over(stored.Month), Prior.Over(stored.MonthPrior), Ytd.Over(stored.Ytd), YtdPrior.Over(stored.YtdPrior));
}
