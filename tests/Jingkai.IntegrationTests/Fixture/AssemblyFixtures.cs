using Jingkai.IntegrationTests.Fixture;

[assembly: AssemblyFixture(typeof(SqliteDemo))]
[assembly: AssemblyFixture(typeof(PostgresDemo))]
[assembly: AssemblyFixture(typeof(SqliteEmpty))]
[assembly: AssemblyFixture(typeof(PostgresEmpty))]
[assembly: AssemblyFixture(typeof(SqliteImports))]
[assembly: AssemblyFixture(typeof(PostgresImports))]
[assembly: AssemblyFixture(typeof(SqliteHostile))]
[assembly: AssemblyFixture(typeof(PostgresHostile))]
