namespace Jingkai.Ui;

/// <summary>Where the bundle of web/ is served. The names are looked up in the page's <c>Assets</c>, which adds the fingerprint.</summary>
public static class WebAssets
{
    /// <summary>The folder of the bundle; below <c>c/</c> every file carries its hash in its name and never changes.</summary>
    public const string Folder = "_content/Jingkai.Ui/dist/";

    internal const string Script = Folder + "site.js";
    internal const string Style = Folder + "site.css";
    internal const string Icons = Folder + "icons.svg";
    internal const string Favicon = Folder + "favicon.svg";
}
