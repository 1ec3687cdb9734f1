using System.Reflection;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Storage.Tests;

/// <summary>
/// Values of any domain type, made by reflection from a seed: a member added to a fact tomorrow is tried without a change here, and of a
/// closed type every case comes up sooner or later.
/// </summary>
sealed class ArbitraryFacts(int seed)
{
    static readonly NullabilityInfoContext Nullability = new();

    readonly Random random = new(seed);

    public T Make<T>() => (T)Make(typeof(T));

    object Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(inner);
        if (type.IsEnum)
            return Pick(Enum.GetValues(type).Cast<object>().ToList());
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(int))
            return random.Next(0, 100_000);
        if (type == typeof(long))
            return random.NextInt64(0, 1L << 50);
        if (type == typeof(decimal))
            return random.Next(0, 10_000) / 100m;
        if (type == typeof(string))
            return Pick<object>(["", "épinards", "l'\"ail\" \\ {0} <b>", "œuf\t🥚", "DROP TABLE lot; --"]);
        if (type == typeof(Guid))
            return NameBasedId.Derive(NameBasedId.Root, $"{seed}/{random.Next()}");
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
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [var only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length);
        var fact = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(x => Optional(Nullability.Create(x).WriteState) ? null : Make(x.ParameterType))]);
        if (constructor is null || constructor.GetParameters().Length == 0)
            foreach (var member in type.GetProperties().Where(x => x.SetMethod is not null && x.GetIndexParameters().Length == 0))
                if (!Optional(Nullability.Create(member).WriteState))
                    member.SetValue(fact, Make(member.PropertyType));
        return fact;
    }

    object MakeList(Type element)
    {
        var items = Array.CreateInstance(element, random.Next(0, 4));
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Make(element), i);
        return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    bool Optional(NullabilityState state) => state == NullabilityState.Nullable && random.Next(3) == 0;

    T Pick<T>(List<T> from) => from[random.Next(from.Count)];
}
