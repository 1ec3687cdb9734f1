using Logistics.Domain.Parties;

namespace Logistics.Domain.Tests;

/// <summary>Numbers of public registers are read as people copy them, and a slip of the hand is seen.</summary>
public sealed class RegisterNumbersTests
{
    // The example of the article "Système d'identification du répertoire des établissements" (Wikipédia), and those of La Poste named there.
    [Theory]
    [InlineData("73282932000074", "732829320")]
    [InlineData("732 829 320 00074", "732829320")]
    [InlineData("732\u00a0829\u202f320 00074 ", "732829320")]
    [InlineData("35600000000048", "356000000")]
    [InlineData("35600000000001", "356000000")]
    public void A_siret_is_read_with_its_legal_unit(string text, string siren)
    {
        var number = Siret.Read(text)!.Value;

        Assert.Equal((string.Concat(text.Where(char.IsAsciiDigit)), siren), (number.ToString(), number.Siren.ToString()));
        Assert.Equal(number.Siren, Siren.Read(siren));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7328293200007")]
    [InlineData("732829320000744")]
    [InlineData("73282932000075")]
    [InlineData("73282932100073")]
    [InlineData("7328293200007x")]
    [InlineData("35600000000002")]
    [InlineData("356000000AAAAB")]
    [InlineData("00000000000000")]
    public void What_is_no_siret_is_none(string text) => Assert.Null(Siret.Read(text));

    [Fact]
    public void One_wrong_digit_and_two_neighbours_exchanged_are_seen()
    {
        const string right = "732829320";
        for (var i = 0; i < right.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
                Assert.Equal(digit == right[i], Siren.Read($"{right[..i]}{digit}{right[(i + 1)..]}") is not null);
            if (i > 0 && right[i] != right[i - 1])
                // 09 and 90 have the same sum: the known weakness of the method.
                Assert.Equal((right[i - 1], right[i]) is ('0', '9') or ('9', '0'), Siren.Read($"{right[..(i - 1)]}{right[i]}{right[i - 1]}{right[(i + 1)..]}") is not null);
        }
    }

    [Theory]
    [InlineData("W341234567", "W341234567")]
    [InlineData("w34 1234567", "W341234567")]
    [InlineData("W9P1002760", "W9P1002760")]
    [InlineData("WP91002760", null)]
    [InlineData("341234567", null)]
    [InlineData("W34123456", null)]
    [InlineData("W3412345678", null)]
    [InlineData("W34123456A", null)]
    public void An_association_has_w_and_nine_characters(string text, string? number) => Assert.Equal(number, Rna.Read(text)?.ToString());
}
