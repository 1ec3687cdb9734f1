using System.Collections;
using System.Reflection;

namespace Logistics.Storage.Tests;

/// <summary>A fact member by member, so that a test can say which one was lost.</summary>
static class Members
{
    /// <summary>What is told of a fact, in the order of its declaration; what it computes from that is not.</summary>
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(x => x.SetMethod is not null && x.GetIndexParameters().Length == 0);

    /// <summary>A line for every value below a fact: where it stands, and what it is.</summary>
    public static IEnumerable<string> Lines(object? fact, string path = "") => fact switch
    {
        null or string or ValueType => [$"{path} = {fact ?? "null"}"],
        IEnumerable list => list.Cast<object?>().SelectMany((item, i) => Lines(item, $"{path}[{i}]")).Prepend($"{path} is a list"),
        _ => Of(fact.GetType()).SelectMany(member => Lines(member.GetValue(fact), $"{path}.{member.Name}")).Prepend($"{path} is {fact.GetType().Name}"),
    };

    /// <summary>Where a fact, or anything below it, says no more than if nothing had been said.</summary>
    public static IEnumerable<string> LeftOut(object? fact, string path = "") => fact switch
    {
        null or string or ValueType => [],
        IEnumerable list => list.Cast<object?>().SelectMany((item, i) => LeftOut(item, $"{path}[{i}]")),
        _ => Of(fact.GetType()).SelectMany(member => LeftOut(member.GetValue(fact), $"{path}.{member.Name}")
            .Concat(IsLeftAt(member.GetValue(fact), UsualOf(member, fact.GetType())) ? [$"{path}.{member.Name}"] : [])),
    };

    /// <summary>Nothing, zero, an empty list, or what it is by default.</summary>
    public static bool IsLeftAt(object? value, object? usual) =>
        value is null or "" or ICollection { Count: 0 } || value.Equals(usual) || (value is IEnumerable list && !list.Cast<object?>().Any())
        || (usual is null && value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType())));

    static object? UsualOf(PropertyInfo member, Type type) =>
        type.GetConstructor(Type.EmptyTypes) is { } constructor ? member.GetValue(constructor.Invoke(null)) : null;
}
