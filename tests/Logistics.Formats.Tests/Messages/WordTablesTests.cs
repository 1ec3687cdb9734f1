using Logistics.Domain.Goods;
using Logistics.Formats.Messages;

namespace Logistics.Formats.Tests.Messages;

/// <summary>The bundled tables agree with each other and with the kinds that the law knows.</summary>
public sealed class WordTablesTests
{
    /// <summary>Protein that no rule on food of animal origin is about: plants, and tins, which are always packed.</summary>
    static readonly string[] Harmless = ["pulses", "tofu", "canned-protein"];

    [Fact]
    public void Food_of_animal_origin_has_a_kind_that_the_law_knows()
    {
        var unknown = FoodWords.All.Where(word => word.Families is [Family.Protein or Family.Dairy] && !Harmless.Contains(word.Kind) && word.Kind is not ("prepared-meals" or "cooked-chilled-meals"))
            .Where(word => FoodKinds.Find(word.Kind) is not { AnimalOrigin: true }).Select(word => word.Name);
        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("vin", Sensitivity.Forbidden)]
    [InlineData("rhum", Sensitivity.Forbidden)]
    [InlineData("huîtres", Sensitivity.Always)]
    [InlineData("moules", Sensitivity.Always)]
    [InlineData("crevettes", Sensitivity.Always)]
    [InlineData("steak haché", Sensitivity.WhenChilled)]
    [InlineData("saumon fumé", Sensitivity.WhenUnpacked)]
    [InlineData("éclairs", Sensitivity.WhenChilled)]
    public void Sensitive_food_is_known_as_such(string word, Sensitivity sensitivity) => Assert.Equal(sensitivity, FoodKinds.Find(FoodWords.Find(word)!.Kind)!.Sensitivity);

    [Fact]
    public void Every_word_is_found_by_itself_and_without_accents()
    {
        foreach (var word in FoodWords.All)
        {
            Assert.True(FoodWords.Find(word.Name)?.Kind == word.Kind, word.Name);
            if (FoodWords.All.Count(other => FrenchLetters.Fold(other.Name) == FrenchLetters.Fold(word.Name)) == 1 && word.Name is not ("maïs" or "thé" or "thés" or "pâté" or "pâtés"))
                Assert.True(FoodWords.Find(FrenchLetters.Fold(word.Name).ToUpperInvariant())?.Kind == word.Kind, word.Name);
        }
    }

    [Theory]
    [InlineData("aubergnies", "aubergines")]
    [InlineData("epinrads", "épinards")]
    [InlineData("PATES", "pâtes")]
    [InlineData("pâtés", "pâtés")]
    [InlineData("ŒUFS", "œufs")]
    [InlineData("cafe\u0301", "café")] // The accent behind its letter, as some telephones write it.
    public void Slips_and_accents_do_not_matter(string text, string name) => Assert.Equal(name, FoodWords.Find(text)?.Name);

    [Theory]
    [InlineData("courses")]
    [InlineData("marché")]
    [InlineData("merci")]
    [InlineData("mais")]
    [InlineData("the")]
    public void Common_words_are_no_slips_for_food(string text) => Assert.Null(FoodWords.Find(text));

    [Fact]
    public void Every_row_of_weights_is_about_a_known_unit_and_goods_that_a_word_names()
    {
        Assert.All(UnitTable.Default.Rows, row => Assert.Contains(row.Unit, UnitWords.Names));
        Assert.All(UnitTable.Default.Rows.Where(row => row.Goods != UnitTable.AnyGoods), row => Assert.Contains(FoodWords.All, word => word.WeighedAs == row.Goods || word.Kind == row.Goods));
        Assert.All(UnitWords.Names, unit => Assert.NotNull(UnitTable.Default.Find(null, unit)));
    }

    [Fact]
    public void The_tables_say_that_they_are_assumptions()
    {
        using var reader = new StreamReader(typeof(UnitTable).Assembly.GetManifestResourceStream("messages.weights.tsv")!);
        Assert.Contains("hypothèse, à corriger par les pesées", reader.ReadLine(), StringComparison.Ordinal);
    }
}
