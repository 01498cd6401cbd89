using Jingkai.IntegrationTests.Fixture;
using Jingkai.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Jingkai.IntegrationTests;

/// <summary>The migrated schema equals the model: tables, columns, types, nullability, keys, indexes and foreign keys.</summary>
public abstract class SchemaTests(TestServer server) : ServerTests(server)
{
    [Fact]
    public async Task Migrated_schema_equals_the_model()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JingkaiDbContext>();
        var model = Model(db);
        var schema = Server.Provider == Provider.Sqlite ? await SqliteSchema.ReadAsync(db) : await PostgresSchema.ReadAsync(db);
        var missing = model.Except(schema).Order().ToList();
        var extra = schema.Except(model).Order().ToList();
        string.Join('\n', missing.Select(m => "- " + m).Concat(extra.Select(e => "+ " + e))).ShouldBeEmpty();
        model.Count.ShouldBeGreaterThan(200);
    }

    private static HashSet<string> Model(JingkaiDbContext db)
    {
        var facts = new HashSet<string>();
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;
        foreach (var table in tables)
        {
            foreach (var column in table.Columns) facts.Add($"column {table.Name}.{column.Name} {column.StoreType.ToLowerInvariant()} {(column.IsNullable ? "null" : "not null")}");
            foreach (var key in table.UniqueConstraints) facts.Add($"{(key.GetIsPrimaryKey() ? "primary key" : "unique")} {table.Name} ({string.Join(", ", key.Columns.Select(c => c.Name))})");
            foreach (var index in table.Indexes) facts.Add($"index {table.Name} {index.Name} {(index.IsUnique ? "unique " : "")}({string.Join(", ", index.Columns.Select(c => c.Name))})");
            foreach (var foreign in table.ForeignKeyConstraints)
                facts.Add($"foreign key {table.Name} ({string.Join(", ", foreign.Columns.Select(c => c.Name))}) -> {foreign.PrincipalTable.Name} ({string.Join(", ", foreign.PrincipalColumns.Select(c => c.Name))})");
        }

        return facts;
    }
}

public sealed class Schema_on_sqlite(SqliteEmpty server) : SchemaTests(server);

public sealed class Schema_on_postgres(PostgresEmpty server) : SchemaTests(server);
