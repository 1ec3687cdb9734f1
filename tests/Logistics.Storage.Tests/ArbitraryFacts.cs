using System.Reflection;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Storage.Tests;

/// <summary>
/// Values of any domain type, made by reflection from a seed: a member added to a fact tomorrow is tried without a change here, and of a
/// closed type every case comes up sooner or later.
/// </summary>
/// <param name="whole">
/// True: no member is left as it is when nobody says anything. None is null, no list is empty, numbers are above zero, a flag is what it is
/// not by default; and ids name one of the same two things of their kind, so that facts of one day may refer to each other.
/// </param>
sealed class ArbitraryFacts(int seed, bool whole = false)
{
    static readonly NullabilityInfoContext Nullability = new();

    readonly Random random = new(seed);

    public T Make<T>() => (T)Make(typeof(T));

    /// <summary>A day of two territories, of which everything is said that can be said.</summary>
    public static DayDeclarations WholeDay(int seed, DateOnly date)
    {
        var day = new ArbitraryFacts(seed, whole: true).Make<DayDeclarations>();
        return day with
        {
            Date = date,
            // What the store checks itself: batches in order, and operators among the people.
            Recipes = [.. day.Recipes.Select(x => x with { LargestBatch = x.SmallestBatch + x.LargestBatch })],
            Crews = [.. day.Crews.Select(x => x with { Persons = x.Persons + x.TrainedOperators })],
        };
    }

    object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(inner);
        if (whole && IsId(type))
            return IdOf(type, random.Next(2));
        if (type.IsEnum)
            return Pick(Enum.GetValues(type).Cast<object>().ToList());
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(int))
            return whole ? random.Next(1, 1000) : random.Next(0, 100_000);
        if (type == typeof(long))
            return random.NextInt64(whole ? 1 : 0, 1L << 50);
        if (type == typeof(decimal))
            return random.Next(0, 10_000) / 100m;
        if (type == typeof(string))
            return whole ? $"œuf {random.Next()}" : Pick<object>(["", "épinards", "l'\"ail\" \\ {0} <b>", "œuf\t🥚", "DROP TABLE lot; --"]);
        if (type == typeof(Guid))
            return NameBasedId.Derive(NameBasedId.Root, $"{seed}/{random.Next()}");
        if (type == typeof(Siret))
            // One number in a hundred is one.
            return Enumerable.Range(0, 100_000).Select(_ => Siret.Read($"{random.NextInt64(0, 100_000_000_000_000):00000000000000}")).First(x => x is not null)!;
        if (type == typeof(Rna))
            return Rna.Read($"W{random.Next(0, 1_000_000_000):000000000}")!;
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 1, 1).AddDays(random.Next(0, 400));
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(random.Next(0, 3))).AddMilliseconds(random.Next(0, 86_400_000));
        if (type == typeof(TimeSpan))
            return new TimeSpan(random.NextInt64(0, TimeSpan.TicksPerDay));
        if (type == typeof(Position))
            return new Position(random.Next(-1_800_000_000, 1_800_000_001), random.Next(-900_000_000, 900_000_001));
        if (type == typeof(TimeWindow))
            return Make<DateTimeOffset>() is var begin ? new TimeWindow(begin, begin.AddMinutes(random.Next(0, 600))) : default;
        if (type == typeof(DayHours))
            return new DayHours(new TimeOnly(random.Next(0, 12), random.Next(0, 60)), new TimeOnly(random.Next(12, 24), random.Next(0, 60)));
        if (type == typeof(MassRange))
            return random.Next(1, 500) is var low ? new MassRange(new(low), new(low + random.Next(0, 500)), new(low + 1000)) : default;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return MakeList(type.GetGenericArguments()[0]);
        return type.IsAbstract
            ? Make(Pick(type.GetNestedTypes().Where(nested => nested.IsSealed).ToList()))
            : MakeRecord(type);
    }

    object MakeRecord(Type type)
    {
        var parameters = type.GetConstructors().Select(x => x.GetParameters()).Where(x => x is not [var only] || only.ParameterType != type).MaxBy(x => x.Length) ?? [];
        var fact = Activator.CreateInstance(
            type, [.. parameters.Select(x => Optional(Nullability.Create(x).WriteState) ? null : MakeUnlike(x.ParameterType, usual: null))])!;
        foreach (var member in Members.Of(type).Where(member => !parameters.Any(x => x.Name == member.Name)))
            if (!Optional(Nullability.Create(member).WriteState))
                member.SetValue(fact, MakeUnlike(member.PropertyType, member.GetValue(fact)));
        return fact;
    }

    object MakeUnlike(Type type, object? usual) =>
        Enumerable.Range(0, 100).Select(_ => Make(type)).First(made => !whole || !Members.IsLeftAt(made, usual));

    object MakeList(Type element)
    {
        var own = whole ? Members.Of(element).FirstOrDefault(x => x.Name == "Id") : null;
        var items = Array.CreateInstance(element, own is not null ? 2 : random.Next(whole ? 1 : 0, 4));
        for (var i = 0; i < items.Length; i++)
        {
            var item = Make(element);
            own?.SetValue(item, IdOf(own.PropertyType, i));
            items.SetValue(item, i);
        }
        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    static bool IsId(Type type) => type.Namespace == typeof(PartyId).Namespace && type.Name.EndsWith("Id", StringComparison.Ordinal);

    object IdOf(Type type, int which) => Activator.CreateInstance(type, NameBasedId.Derive(NameBasedId.Root, $"{seed}/{type.Name}/{which}"))!;

    bool Optional(NullabilityState state) => !whole && state == NullabilityState.Nullable && random.Next(3) == 0;

    T Pick<T>(List<T> from) => from[random.Next(from.Count)];
}
