using System.Text.RegularExpressions;

namespace Logistics.Cli.Commands.Roads.Fetching;

/// <summary>Where an extract is published, and what its file is called.</summary>
sealed partial record ExtractAddress(Uri Address, string FileName)
{
    /// <summary>Geofabrik GmbH cuts OpenStreetMap into regions every day and publishes them for everybody.</summary>
    public const string Geofabrik = "https://download.geofabrik.de/";

    /// <param name="asked">A region of the publisher, such as <c>europe/france/languedoc-roussillon</c>, or a whole http or https address.</param>
    /// <param name="publisher">The address that regions stand under.</param>
    /// <returns>Null when it is neither, or the publisher is no address.</returns>
    public static ExtractAddress? Parse(string asked, string publisher)
    {
        if (Region().IsMatch(asked))
            return Uri.TryCreate(publisher.TrimEnd('/') + "/", UriKind.Absolute, out var root) && IsWeb(root)
                ? Of(new Uri(root, $"{asked}-latest.osm.pbf")) : null;
        return Uri.TryCreate(asked, UriKind.Absolute, out var address) && IsWeb(address) ? Of(address) : null;
    }

    /// <summary>The checksum that publishers put beside the file.</summary>
    public Uri Md5 => new UriBuilder(Address) { Path = Address.AbsolutePath + ".md5" }.Uri;

    /// <summary>What the graph file is called unless one says: the region alone.</summary>
    public string GraphName => Form().Replace(FileName, "") + ".roads";

    /// <summary>An address for people to read: passwords and keys stand before the host or after the path.</summary>
    public static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp;

    static ExtractAddress Of(Uri address)
    {
        // Whatever the address says, the file lies in the folder that was asked for.
        var name = new string([.. Path.GetFileName(Uri.UnescapeDataString(address.Segments[^1])).Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_')]);
        return new(address, name.Trim('.').Length == 0 ? "extract.osm.pbf" : name.TrimStart('.'));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")]
    private static partial Regex Region();

    [GeneratedRegex(@"(-latest)?(\.osm)?(\.pbf|\.gz)?$")]
    private static partial Regex Form();
}
