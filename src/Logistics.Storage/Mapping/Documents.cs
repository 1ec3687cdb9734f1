using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Storage.Mapping;

/// <summary>
/// Domain facts as the JSON documents of this database, and back. This form is ours alone: files and the API have their own.
/// </summary>
/// <remarks>
/// Quantities are bare whole numbers in the units of Measures, ids bare UUIDs, closed types objects with a <c>case</c>. Reading is strict:
/// a missing member or an unknown one is an error, because it would mean that something another version wrote is silently lost.
/// </remarks>
static class Documents
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        // What a fact computes from its members is not part of it.
        IgnoreReadOnlyProperties = true,
        // jsonb keeps no order among members.
        AllowOutOfOrderMetadataProperties = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ClosedCases } },
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new ValueListConverter(),
            new WholeNumber<Mass>(x => x.Grams, x => new(x)),
            new WholeNumber<Volume>(x => x.Millilitres, x => new(x)),
            new WholeNumber<Distance>(x => x.Decimetres, x => new(x)),
            new WholeNumber<Duration>(x => x.Milliseconds, x => new(x)),
            new WholeNumber<Cost>(x => x.Microeuros, x => new(x)),
            new WholeNumber<Temperature>(x => x.TenthsOfDegree, x => new(x)),
            new WholeNumbers<Position>(x => [x.LongitudeE7, x.LatitudeE7], x => new((int)x[0], (int)x[1]), 2),
            new WholeNumbers<MassRange>(x => [x.Low.Grams, x.Expected.Grams, x.High.Grams], x => new(new(x[0]), new(x[1]), new(x[2])), 3),
            new TimeWindowConverter(),
            new DayHoursConverter(),
            new RegisterConverter<Siret>(Siret.Read),
            new RegisterConverter<Siren>(Siren.Read),
            new RegisterConverter<Rna>(Rna.Read),
            new IdConverter<TerritoryId>(x => x.Value, x => new(x)),
            new IdConverter<PartyId>(x => x.Value, x => new(x)),
            new IdConverter<SiteId>(x => x.Value, x => new(x)),
            new IdConverter<LotId>(x => x.Value, x => new(x)),
            new IdConverter<NeedId>(x => x.Value, x => new(x)),
            new IdConverter<EquipmentId>(x => x.Value, x => new(x)),
            new IdConverter<EquipmentRequestId>(x => x.Value, x => new(x)),
            new IdConverter<RecipeId>(x => x.Value, x => new(x)),
            new IdConverter<VehicleId>(x => x.Value, x => new(x)),
            new IdConverter<DriverId>(x => x.Value, x => new(x)),
            new IdConverter<ShiftId>(x => x.Value, x => new(x)),
            new IdConverter<AllocationId>(x => x.Value, x => new(x)),
            new IdConverter<BookingId>(x => x.Value, x => new(x)),
            new IdConverter<ShipmentId>(x => x.Value, x => new(x)),
            new IdConverter<RouteId>(x => x.Value, x => new(x)),
            new IdConverter<TransformationId>(x => x.Value, x => new(x)),
            new IdConverter<PlanId>(x => x.Value, x => new(x)),
            new IdConverter<ProofId>(x => x.Value, x => new(x)),
            new IdConverter<IncidentId>(x => x.Value, x => new(x)),
        },
    };

    public static string Write<T>(T fact) => JsonSerializer.Serialize(fact, Options);

    public static T Read<T>(string document) => JsonSerializer.Deserialize<T>(document, Options) ?? throw new JsonException("A document is never null.");

    /// <summary>An abstract record whose cases are nested in it is written as its case's name and members.</summary>
    static void ClosedCases(JsonTypeInfo type)
    {
        if (!type.Type.IsAbstract || type.Kind != JsonTypeInfoKind.Object)
            return;
        var cases = type.Type.GetNestedTypes().Where(nested => nested.IsSealed && nested.IsSubclassOf(type.Type)).ToList();
        if (cases.Count == 0)
            return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "case", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (var one in cases)
            type.PolymorphismOptions.DerivedTypes.Add(new(one, JsonNamingPolicy.KebabCaseLower.ConvertName(one.Name)));
    }
}

sealed class WholeNumber<T>(Func<T, long> toNumber, Func<long, T> fromNumber) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => fromNumber(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(toNumber(value));
}

sealed class WholeNumbers<T>(Func<T, long[]> toNumbers, Func<long[], T> fromNumbers, int count) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<long[]>(ref reader, options) is { } numbers && numbers.Length == count
            ? fromNumbers(numbers)
            : throw new JsonException($"{typeof(T).Name} is {count} whole numbers.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, toNumbers(value), options);
}

sealed class IdConverter<T>(Func<T, Guid> toGuid, Func<Guid, T> fromGuid) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => fromGuid(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(toGuid(value));
}

sealed class RegisterConverter<T>(Func<string, T?> read) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString() is { } text && read(text) is { } number ? number : throw new JsonException($"'{type.Name}' has no such number.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

sealed class TimeWindowConverter : JsonConverter<TimeWindow>
{
    sealed record Ends(DateTimeOffset Begin, DateTimeOffset End);

    public override TimeWindow Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Ends>(ref reader, options) is { } ends ? new(ends.Begin, ends.End) : throw new JsonException("A window has two ends.");

    public override void Write(Utf8JsonWriter writer, TimeWindow value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Ends(value.Begin, value.End), options);
}

sealed class DayHoursConverter : JsonConverter<DayHours>
{
    sealed record Ends(TimeOnly Begin, TimeOnly End);

    public override DayHours Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Ends>(ref reader, options) is { } ends ? new(ends.Begin, ends.End) : throw new JsonException("Hours have two ends.");

    public override void Write(Utf8JsonWriter writer, DayHours value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Ends(value.Begin, value.End), options);
}

sealed class ValueListConverter : JsonConverterFactory
{
    public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type.GetGenericArguments()))!;

    sealed class Of<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T>? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T[]>(ref reader, options)?.ToValueList();

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, (IEnumerable<T>)value, options);
    }
}
