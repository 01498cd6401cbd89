using Jingkai.IntegrationTests.Fixture;
using Jingkai.Kernel;
using Jingkai.Platform.Data;
using Jingkai.Platform.Numbering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Jingkai.IntegrationTests;

/// <summary>What every command that writes stands on.</summary>
public abstract class TransactionTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Command_is_repeated_three_times_and_no_more()
    {
        var zone = await Server.NewZone();
        var attempts = 0;
        var error = await Should.ThrowAsync<InvalidOperationException>(() => Server.InZone(zone, services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            return db.InTransactionAsync<int>(async () =>
            {
                attempts++;
                await NumberSeries.ReserveAsync(db, "tried", 10);
                throw new InvalidOperationException("wrapped", new PostgresException("deadlock detected", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected));
            });
        }));
        attempts.ShouldBe(1 + Transactions.MostRetries);
        Conflicts.IsBusy(error).ShouldBeTrue();
        (await NextAsync(zone, "tried")).ShouldBe(1);
    }

    [Fact]
    public async Task Refused_or_failed_command_leaves_nothing()
    {
        var zone = await Server.NewZone();
        await Server.InZone(zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var refused = await db.InTransactionAsync<int>(async () =>
            {
                await NumberSeries.ReserveAsync(db, "refused", 10);
                db.AtCommit(() => new Note([]));
                return Error.Conflict("no", "不", "no");
            });
            refused.IsOk.ShouldBeFalse();
            await Should.ThrowAsync<InvalidOperationException>(() => db.InTransactionAsync<int>(async () =>
            {
                await NumberSeries.ReserveAsync(db, "refused", 10);
                throw new InvalidOperationException();
            }));
            return db.ChangeTracker.Entries().Count();
        });
        (await NextAsync(zone, "refused")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_left_for_the_end_of_a_transaction_happens_once_and_only_when_it_commits()
    {
        var zone = await Server.NewZone();
        List<string> said = [];
        await Server.InZone(zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            Should.Throw<InvalidOperationException>(() => db.AtCommit(() => new Note(said)));
            await using (await db.Database.BeginTransactionAsync()) db.AtCommit(() => new Note(said)).Say("rolled back");
            await db.InTransactionAsync<int>(async () =>
            {
                db.AtCommit(() => new Note(said)).Say("first");
                await NumberSeries.ReserveAsync(db, "later", 1);
                db.AtCommit(() => new Note(said)).Say("second");
                said.ShouldBeEmpty();
                return 0;
            });
            await db.InTransactionAsync<int>(() => Task.FromResult(Result.Ok(0)));
            return 0;
        });
        said.ShouldBe(["first", "second"]);
        (await NextAsync(zone, "later")).ShouldBe(2 + 100);
    }

    [Fact]
    public async Task Snapshot_stands_at_one_moment_and_keeps_no_writer_waiting()
    {
        var zone = await Server.NewZone();
        await Server.InZone(zone, async services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            db.MomentOf().ShouldBeNull();
            await using (await db.SnapshotAsync())
            {
                (await CountAsync(db)).ShouldBe(0);
                (await NextAsync(zone, "written meanwhile")).ShouldBe(1);
                (await CountAsync(db)).ShouldBe(0);
                var moment = db.MomentOf().ShouldNotBeNull();
                await using (await db.SnapshotAsync()) db.MomentOf().ShouldBe(moment);
                (await CountAsync(db)).ShouldBe(0);
            }

            db.MomentOf().ShouldBeNull();
            (await CountAsync(db)).ShouldBe(1);
            return await NextAsync(zone, "written after");
        });

        static Task<int> CountAsync(JingkaiDbContext db) => db.Set<Sequence>().CountAsync(s => s.Name == "written meanwhile");
    }

    protected Task<long> NextAsync(string zone, string name) =>
        Server.InZone(zone, services => NumberSeries.ReserveAsync(services.GetRequiredService<JingkaiDbContext>(), name, 1));

    /// <summary>Collects words, and at the end of the transaction says them and writes with it.</summary>
    private sealed class Note(List<string> said) : IAtCommit
    {
        private readonly List<string> words = [];

        public void Say(string word) => words.Add(word);

        public async Task RunAsync(JingkaiDbContext db, CancellationToken cancel)
        {
            db.Database.CurrentTransaction.ShouldNotBeNull();
            said.AddRange(words);
            await NumberSeries.ReserveAsync(db, "later", 100, cancel);
        }
    }
}

public sealed class Transaction_on_sqlite(SqliteEmpty server) : TransactionTests(server);

public sealed class Transaction_on_postgres(PostgresEmpty server) : TransactionTests(server)
{
    // SQLite has one writer, who meets nobody.
    [Fact]
    public async Task Command_that_met_a_deadlock_is_repeated_as_a_whole()
    {
        var zone = await Server.NewZone();
        using var meeting = new Barrier(2);
        var attempts = 0;
        // Each takes a name the other wants; the database breaks one of them off.
        await Task.WhenAll(Cross("first", "second"), Cross("second", "first"));
        attempts.ShouldBe(3);
        (await NextAsync(zone, "first")).ShouldBe(21);
        (await NextAsync(zone, "second")).ShouldBe(21);

        Task Cross(string one, string other) => Task.Run(() => Server.InZone(zone, services =>
        {
            var db = services.GetRequiredService<JingkaiDbContext>();
            var mine = 0;
            return db.InTransactionAsync<int>(async () =>
            {
                Interlocked.Increment(ref attempts);
                await NumberSeries.ReserveAsync(db, one, 10);
                if (mine++ == 0) meeting.SignalAndWait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
                await NumberSeries.ReserveAsync(db, other, 10);
                return 0;
            });
        }));
    }
}
