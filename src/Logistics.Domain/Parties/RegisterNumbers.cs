namespace Logistics.Domain.Parties;

/// <summary>The number of a legal unit in the French register of businesses: nine digits, of which the last makes the Luhn sum (ISO/IEC 7812-1, annex B) a multiple of ten.</summary>
/// <remarks>Code de commerce, R. 123-221. That a number is well formed does not say that somebody has it.</remarks>
public readonly record struct Siren
{
    readonly string digits;

    internal Siren(string digits) => this.digits = digits;

    /// <param name="text">With or without spaces between digits.</param>
    /// <returns>Null: it is none.</returns>
    public static Siren? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = Digits.Of(text);
        return digits.Length == 9 && digits.Any(x => x != '0') && Digits.AreLuhn(digits) ? new(digits) : null;
    }

    /// <summary>Without spaces.</summary>
    public override string ToString() => digits ?? "";
}

/// <summary>The number of an establishment: nine digits of its legal unit, five of its own. The last digit of each makes the Luhn sum a multiple of ten.</summary>
/// <remarks>Establishments of La Poste, which ran out of such numbers, have digits whose plain sum is a multiple of five.</remarks>
public readonly record struct Siret
{
    const string LaPoste = "356000000";

    readonly string digits;

    Siret(string digits) => this.digits = digits;

    /// <summary>The legal unit's.</summary>
    public Siren Siren => new(digits[..9]);

    /// <param name="text">With or without spaces between digits.</param>
    /// <returns>Null: it has not fourteen digits, or not those of a number.</returns>
    public static Siret? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = Digits.Of(text);
        if (digits.Length != 14 || !digits.All(char.IsAsciiDigit) || Siren.Read(digits[..9]) is null)
            return null;
        return Digits.AreLuhn(digits) || (digits.StartsWith(LaPoste, StringComparison.Ordinal) && digits.Sum(x => x - '0') % 5 == 0) ? new(digits) : null;
    }

    /// <summary>Without spaces.</summary>
    public override string ToString() => digits ?? "";
}

/// <summary>The number of an association in the national directory (répertoire national des associations): W and nine characters, of which the second may be a letter, overseas and in Corsica.</summary>
/// <remarks>Arrêté of 14 October 2009 on the directory. It has no check digit.</remarks>
public readonly record struct Rna
{
    readonly string number;

    Rna(string number) => this.number = number;

    /// <param name="text">With or without spaces, W large or small.</param>
    /// <returns>Null: it is none.</returns>
    public static Rna? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = Digits.Of(text).ToUpperInvariant();
        return number.Length == 10 && number[0] == 'W' && char.IsAsciiLetterOrDigit(number[2]) && number.Where((_, i) => i is not (0 or 2)).All(char.IsAsciiDigit) ? new(number) : null;
    }

    public override string ToString() => number ?? "";
}

static class Digits
{
    /// <summary>What is copied from a register has spaces that do not break, too.</summary>
    public static string Of(string text) => string.Concat(text.Where(x => !char.IsWhiteSpace(x)));

    /// <summary>From the right every second digit counts twice, its own digits added up.</summary>
    /// <returns>False, too, when something else than digits is in it.</returns>
    public static bool AreLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[^(i + 1)]))
                return false;
            var worth = (digits[^(i + 1)] - '0') * (i % 2 + 1);
            sum += worth > 9 ? worth - 9 : worth;
        }
        return sum % 10 == 0;
    }
}
