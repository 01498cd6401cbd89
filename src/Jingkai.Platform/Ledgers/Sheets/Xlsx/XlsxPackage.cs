using System.IO.Compression;
using System.Xml;

namespace Jingkai.Platform.Ledgers.Sheets;

/// <summary>The zip of a workbook: parts by name, inflated under guard.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private const int MaxParts = 20_000;
    private const long MaxSmallPart = 16L << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, (ZipArchiveEntry Entry, InflationGuard.Part Guard)> _parts =
        new(StringComparer.OrdinalIgnoreCase);

    public XlsxPackage(Stream file, SheetLimits limits)
    {
        try
        {
            _zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (_zip.Entries.Count > MaxParts)
            {
                throw SheetErrors.Damaged();
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw SheetErrors.Damaged(e);
        }

        var guard = new InflationGuard(limits);
        foreach (var entry in _zip.Entries)
        {
            // Some programs write names with backslashes or another case than the relations say.
            var packed = Math.Min(entry.CompressedLength, file.Length);
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), (entry, guard.Open(packed)));
        }
    }

    public bool Has(string name) => _parts.ContainsKey(name);

    public Stream? Open(string name, long limit = long.MaxValue)
    {
        if (!_parts.TryGetValue(name, out var part))
        {
            return null;
        }

        try
        {
            return part.Guard.Wrap(part.Entry.Open(), limit);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw SheetErrors.Damaged(e);
        }
    }

    /// <summary>The elements of a small part (workbook, relations, styles), in order.</summary>
    public IEnumerable<XmlReader> Elements(string name)
    {
        using var stream = Open(name, MaxSmallPart);
        if (stream is null)
        {
            yield break;
        }

        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(stream, settings);
        while (Next(reader))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                yield return reader;
            }
        }
    }

    /// <summary>The parts that a part points to: id → (kind, name).</summary>
    public Dictionary<string, (string Kind, string Target)> Relations(string of)
    {
        var slash = of.LastIndexOf('/') + 1;
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var element in Elements($"{of[..slash]}_rels/{of[slash..]}.rels"))
        {
            if (element.LocalName != "Relationship" || element.GetAttribute("TargetMode") == "External")
            {
                continue;
            }

            var kind = element.GetAttribute("Type") ?? "";
            found.TryAdd(
                element.GetAttribute("Id") ?? "",
                (kind[(kind.LastIndexOf('/') + 1)..], Resolve(of[..slash], element.GetAttribute("Target") ?? "")));
        }

        return found;
    }

    public void Dispose() => _zip.Dispose();

    private static bool Next(XmlReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException e)
        {
            throw SheetErrors.Damaged(e);
        }
    }

    private static string Resolve(string folder, string target)
    {
        target = target.Replace('\\', '/');
        if (target.StartsWith('/'))
        {
            return target[1..];
        }

        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (step is not ("." or ".."))
            {
                path.Add(step);
            }
        }

        return string.Join('/', path);
    }
}
