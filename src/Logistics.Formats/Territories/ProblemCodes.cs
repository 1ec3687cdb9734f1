namespace Logistics.Formats.Territories;

/// <summary>Every code a reading can give. Codes are never reused: people and programs may have learnt them.</summary>
public static class ProblemCodes
{
    // The file as a whole.
    public const string EmptyFile = "T0001";
    public const string Syntax = "T0002";
    public const string TooLarge = "T0003";
    public const string NotUnicode = "T0004";
    public const string TooDeep = "T0005";
    public const string OtherFormat = "T0006";
    public const string OtherVersion = "T0007";
    public const string DuplicateProperty = "T0008";
    public const string ManyMore = "T0009";

    // The form of one value.
    public const string UnknownProperty = "T0101";
    public const string MissingProperty = "T0102";
    public const string WrongType = "T0103";
    public const string OutOfRange = "T0104";
    public const string UnknownWord = "T0105";
    public const string BadText = "T0106";
    public const string Repeated = "T0107";
    public const string EmptyList = "T0108";
    public const string TooMany = "T0109";
    public const string NoSiret = "T0110";
    public const string NoRna = "T0111";

    // Names that must agree.
    public const string DuplicateCode = "T0201";
    public const string UnknownReference = "T0202";
    public const string CodeOfAnother = "T0203";

    // Dates and times.
    public const string NotATime = "T0301";
    public const string SkippedTime = "T0302";
    public const string DisorderedWindow = "T0303";
    public const string OverlappingWindows = "T0304";
    public const string UnknownZone = "T0305";
    public const string BreakOutsideShift = "T0306";
    public const string PersonTwice = "T0307";
    public const string VehicleTwice = "T0308";
    public const string CrossingBreaks = "T0309";
    public const string OwnHelper = "T0310";

    // Goods.
    public const string NoDate = "T0401";
    public const string SeveralDates = "T0402";
    public const string DisorderedQuantity = "T0403";
    public const string ShareBeyondLot = "T0404";
    public const string DisorderedBatch = "T0405";
    public const string MoreOperatorsThanPeople = "T0406";

    // What members decided.
    public const string NotAHundred = "T0501";
    public const string OrderNotVotable = "T0502";
    public const string KindsMissing = "T0503";
    public const string EffectiveTooSoon = "T0504";
    public const string NotWhatWasVoted = "T0505";
    public const string CollegesDisagree = "T0506";

    // A vote.
    public const string TooFewCandidates = "T0601";

    // Worth saying, but the day can be planned.
    public const string VehicleWithoutShift = "T0901";
    public const string NeedBeyondStorage = "T0902";
    public const string NeedNotAccepted = "T0903";
    public const string PickupWhileClosed = "T0904";
    public const string PastUseBy = "T0905";
    public const string PastDeadline = "T0906";
}
