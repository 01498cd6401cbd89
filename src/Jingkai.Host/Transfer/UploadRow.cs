using System.Data.Common;
using System.Globalization;

namespace Jingkai.Host.Transfer;

/// <summary>An upload as its row promises it.</summary>
/// <param name="File">Name below the folder of uploads.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256 of the content, hexadecimal.</param>
internal sealed record UploadRow(string File, long Size, string Sha256)
{
    /// <summary>All of a database.</summary>
    public static async Task<IReadOnlyList<UploadRow>> ReadAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT zone_id, id, size, sha256 FROM platform_uploads";
        var rows = new List<UploadRow>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var id = reader.GetValue(1) is byte[] bytes ? new Guid(bytes, bigEndian: true) : reader.GetGuid(1);
            rows.Add(new($"{reader.GetInt32(0).ToString(CultureInfo.InvariantCulture)}/{id:N}", reader.GetInt64(2), reader.GetString(3)));
        }

        return rows;
    }
}
