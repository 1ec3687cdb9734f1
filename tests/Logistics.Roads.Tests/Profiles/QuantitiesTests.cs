using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("3.5", 3.5)]
    [InlineData("3,5", 3.5)]
    [InlineData("3.5 m", 3.5)]
    [InlineData("3.5m", 3.5)]
    [InlineData("350 cm", 3.5)]
    [InlineData("11'6\"", 3.5052)] // 11 x 0.3048 + 6 x 0.0254
    [InlineData("11'", 3.3528)]
    [InlineData("11 ft", 3.3528)]
    [InlineData("high", null)]
    [InlineData("", null)]
    [InlineData("-3", null)]
    [InlineData("3.5.1", null)]
    [InlineData("11'x\"", null)]
    public void Lengths_come_in_many_units(string text, double? metres) => Same(metres, Quantities.Metres(text));

    [Theory]
    [InlineData("3.5", 3_500.0)]
    [InlineData("3.5 t", 3_500.0)]
    [InlineData("3500 kg", 3_500.0)]
    [InlineData("7716 lbs", 3_499.919)] // 7,716 x 0.45359237
    [InlineData("heavy", null)]
    public void Weights_too(string text, double? kilograms) => Same(kilograms, Quantities.Kilograms(text));

    [Theory]
    [InlineData("50", 50.0)]
    [InlineData("50 km/h", 50.0)]
    [InlineData("30 mph", 48.28032)]
    [InlineData("walk", 6.0)]
    [InlineData("FR:urban", 50.0)]
    [InlineData("FR:rural", 80.0)]
    [InlineData("FR:motorway", 130.0)]
    [InlineData("FR:zone30", 30.0)]
    [InlineData("FR:walk", 6.0)]
    [InlineData("DE:living_street", 7.0)]
    [InlineData("FR:somewhere", null)]
    [InlineData("fast", null)]
    public void Speeds_too_and_the_names_of_legal_limits(string text, double? kilometresPerHour) => Same(kilometresPerHour, Quantities.KilometresPerHour(text, Profile.Default.Rules.Speed.Legal));

    static void Same(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } value)
            Assert.Equal(value, actual!.Value, 3);
    }
}
