namespace Logistics.Formats.Instances;

/// <summary>Every code that reading an instance or its solution can give; listed in <c>docs/vrp.md</c>. Codes are never reused.</summary>
public static class InstanceCodes
{
    // The text as a whole.
    public const string Empty = "V0001";
    public const string UnknownFormat = "V0002";
    public const string TooLarge = "V0003";
    public const string NotText = "V0004";
    public const string ManyMore = "V0009";

    // The form of one line.
    public const string NotANumber = "V0101";
    public const string WrongCount = "V0102";
    public const string OutOfRange = "V0103";
    public const string Missing = "V0104";
    public const string UnknownSection = "V0105";
    public const string UnknownWord = "V0106";
    public const string Repeated = "V0107";
    public const string RowsMissing = "V0108";
    public const string UnknownNode = "V0109";
    public const string WrongOrder = "V0110";

    // What does not fit together.
    public const string BrokenPair = "V0201";
    public const string EmptyWindow = "V0202";
    public const string ConventionUnfit = "V0203";
    public const string ValuesTooLarge = "V0204";
    public const string DistanceToItself = "V0205";

    // Solution files.
    public const string NoRoutes = "V0301";
    public const string UnknownStop = "V0302";
    public const string RouteTwice = "V0303";

    // VROOM's JSON.
    public const string NotJson = "V0401";
    public const string WrongType = "V0402";
    public const string NotHandled = "V0403";
    public const string NeedsMatrix = "V0404";
    public const string LimitUnpaid = "V0405";
    public const string BreakNotPlanned = "V0406";
    public const string ExchangeCounted = "V0407";
    public const string WrongAmount = "V0408";
    public const string MissingKey = "V0409";
}
