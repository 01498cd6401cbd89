namespace Jingkai.Platform.Documents.Word;

/// <summary>Measures of official papers after GB/T 9704-2012, in twentieths of a point (twips) and half points.</summary>
internal static class PaperMeasures
{
    /// <summary>5.2.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm; what is left is right and bottom.</summary>
    public const int PageWidth = 11906, PageHeight = 16838, Top = 2098, Left = 1588, Right = 1474, Bottom = 1985;

    /// <summary>The width of the 版心.</summary>
    public const int TextWidth = PageWidth - Left - Right;

    /// <summary>5.2.3: 22 lines of 28 characters fill the 版心. A pitch of 580 would leave room for 21.</summary>
    public const int LinePitch = (PageHeight - Top - Bottom) / 22;

    /// <summary>28 characters of 16 pt are a little wider than 156 mm: how much each is drawn in, in twips. A grid of characters would do the same in
    /// Word, but not in other programs.</summary>
    public const int CharacterSpace = -5;

    /// <summary>3号, 2号, 4号 and 小四, in half points.</summary>
    public const int Size3 = 32, Size2 = 44, Size4 = 28, SizeSmall4 = 24;

    /// <summary>A character of the body.</summary>
    public const int Character = Size3 * 10;

    /// <summary>7.2.4: the upper edge of 发文机关标志 stands 35 mm below that of the 版心.</summary>
    public const int MarkBelow = 1984;

    /// <summary>10.1: in letters it stands 30 mm below the edge of the page, and the lower rule 20 mm above its end.</summary>
    public const int LetterHeader = 1701, LetterFooter = 1134;

    /// <summary>10.1: the rules of a letter are 170 mm long and stand in the middle of the page.</summary>
    public const int LetterRuleLeft = -454, LetterRuleRight = -340;

    /// <summary>7.5: the page number stands 7 mm below the 版心.</summary>
    public const int Footer = 1304;

    /// <summary>Where a draft says so.</summary>
    public const int Header = 851;

    /// <summary>7.2.5: red.</summary>
    public const string Red = "FF0000";

    /// <summary>The size of 发文机关标志: as large as one line takes, not above 初号.</summary>
    public static int MarkSize(int characters) => Math.Clamp((TextWidth - Character) / 10 / Math.Max(characters, 1), Size2, 84);
}

/// <summary>Typefaces of official papers.</summary>
internal static class PaperFonts
{
    public const string FangSong = "仿宋_GB2312", KaiTi = "楷体_GB2312", HeiTi = "黑体", XiaoBiaoSong = "方正小标宋简体", Song = "宋体";

    /// <summary>What stands in where a typeface is not installed.</summary>
    public static IReadOnlyList<(string Name, string Alternative, string Family)> All { get; } =
    [
        (FangSong, "仿宋", "modern"), (KaiTi, "楷体", "modern"), (HeiTi, "SimHei", "auto"), (XiaoBiaoSong, "宋体", "script"), (Song, "SimSun", "auto"),
    ];
}
