using Logistics.Measures;
using Logistics.Roads.Guidance;

namespace Logistics.Roads.Tests.Guidance;

public sealed class ManoeuvresTests
{
    static Position At(double east, double north) => TinyMap.At(east, north);

    /// <summary>
    /// Rue du Levant goes from west to east by a crossing at 0; four more streets leave it there, in degrees: 35 left of straight on, 90 left, 90 right, 150 right.
    /// </summary>
    static TinyMap Star() => new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 300, 0).Node(4, 246, 172).Node(5, 0, 300).Node(6, 0, -300).Node(7, -260, -150)
        .Street(10, [1, 2, 3], "name", "Rue du Levant").Street(11, [2, 4], "name", "Rue de Biais").Street(12, [2, 5], "name", "Rue du Nord")
        .Street(13, [2, 6], "name", "Avenue de Lodève", "ref", "D 132").Street(14, [2, 7], "name", "Rue du Retour");

    [Theory]
    [InlineData(200, 0, "")]
    [InlineData(164, 115, "Tournez légèrement à gauche : Rue de Biais")]
    [InlineData(0, 200, "Tournez à gauche : Rue du Nord")]
    [InlineData(0, -200, "Tournez à droite : Avenue de Lodève (D 132)")]
    [InlineData(-173, -100, "Tournez franchement à droite : Rue du Retour")]
    public void At_a_crossing_the_driver_hears_of_turns_and_nothing_of_going_on(double east, double north, string told) =>
        Assert.Equal(told, string.Join(" | ", Told.Between(Star().Read(), At(-200, 0), At(east, north))));

    [Fact]
    public void A_step_says_where_it_is_and_how_long_it_takes_in_no_language()
    {
        // 200 m to the crossing and 200 m to the south, at 25 km/h: 28.8 s each.
        var steps = Star().Read().Path(At(-200, 0), At(0, -200))!.Steps;
        Assert.Equal([ManoeuvreKind.Depart, ManoeuvreKind.Turn, ManoeuvreKind.Arrive], steps.Select(step => step.Kind));
        var turn = steps[1];
        Assert.Equal((TurnDirection.Right, 0, "Avenue de Lodève", "D 132", ""), (turn.Direction, turn.Exit, turn.Name, turn.Reference, turn.Destination));
        Assert.Equal((At(0, 0), 90, 180), (turn.Position, turn.BearingBefore, turn.BearingAfter));
        Assert.InRange(turn.Distance.Metres, 199, 201);
        Assert.InRange(turn.Duration.Milliseconds, 28_700, 28_900);
        Assert.Equal((90, 90, "Rue du Levant"), (steps[0].BearingBefore, steps[0].BearingAfter, steps[0].Name));
    }

    [Theory]
    [InlineData(150, 12, "Vous êtes arrivé, à gauche")]
    [InlineData(150, -12, "Vous êtes arrivé, à droite")]
    [InlineData(150, 2, "Vous êtes arrivé")]
    [InlineData(320, 5, "Vous êtes arrivé")] // beyond the end of the street: straight ahead
    public void On_arrival_the_driver_hears_where_the_place_lies(double east, double north, string told) =>
        Assert.Equal(["Partez vers l’est : Rue du Levant", told], Told.All(Star().Read(), At(-200, 0), At(east, north)));

    [Theory]
    [InlineData(-200, 0, "l’est")]
    [InlineData(0, 200, "le sud")]
    [InlineData(-200, -115, "le nord-est")]
    public void On_departure_the_driver_hears_the_heading(double east, double north, string heading) =>
        Assert.StartsWith($"Partez vers {heading} : ", Told.All(Star().Read(), At(east, north), At(200, 0))[0], StringComparison.Ordinal);

    [Fact]
    public void A_trip_that_begins_at_a_corner_begins_along_the_street_it_takes() =>
        Assert.Equal(["Partez vers le sud : Avenue de Lodève (D 132)", "Vous êtes arrivé"], Told.All(Star().Read(), At(-2, 0), At(0, -200)));

    [Theory]
    [InlineData(400, "Continuez : Rue Neuve")]
    [InlineData(150, "")] // not worth a word
    public void A_new_name_is_told_when_it_holds(double length, string told)
    {
        var map = new TinyMap().Node(1, 0, 0).Node(2, 200, 0).Node(3, 200 + length, 0).Node(4, 900, 0).Node(5, 200, 200)
            .Street(10, [1, 2], "name", "Rue Vieille").Street(11, [2, 3], "name", "Rue Neuve").Street(12, [3, 4], "name", "Rue Vieille").Street(13, [2, 5]);
        Assert.Equal(told, string.Join(" | ", Told.Between(map.Read(), At(10, 0), At(150 + length, 0))));
    }

    [Fact]
    public void A_turn_is_told_by_the_name_that_holds()
    {
        // Right into 20 m of one name and 150 m of another.
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 300, 0).Node(4, 0, -20).Node(5, 0, -170)
            .Street(10, [1, 2, 3], "name", "Rue du Levant").Street(11, [2, 4], "name", "Bout").Street(12, [4, 5], "name", "Rue du Sud");
        Assert.Equal(["Tournez à droite : Rue du Sud"], Told.Between(map.Read(), At(-200, 0), At(0, -165)));
    }

    [Fact]
    public void A_road_that_bends_where_nothing_else_leads_on_is_not_a_turn()
    {
        // The corner at 2 has a street that only comes in; at 3 there is a drive.
        var map = new TinyMap().Node(1, 0, 0).Node(2, 200, 0).Node(3, 200, 200).Node(4, 400, 200).Node(5, 400, 0).Node(6, 200, 300)
            .Street(10, [1, 2, 3, 4], "name", "Rue Coudée").Street(11, [4, 5]).Way(12, [5, 2], "highway", "residential", "oneway", "yes")
            .Way(13, [3, 6], "highway", "service");
        Assert.Empty(Told.Between(map.Read(), At(10, 0), At(300, 200)));
    }

    [Theory]
    [InlineData(280, 100, "Gardez la gauche : Rue Haute")]
    [InlineData(280, -100, "Gardez la droite : Rue Basse")]
    public void At_a_fork_the_driver_keeps_to_a_side(double east, double north, string told)
    {
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 280, 100).Node(4, 280, -100)
            .Street(10, [1, 2], "name", "Rue du Levant").Street(11, [2, 3], "name", "Rue Haute").Street(12, [2, 4], "name", "Rue Basse");
        Assert.Equal([told], Told.Between(map.Read(), At(-200, 0), At(east, north)));
    }

    [Fact]
    public void Straight_on_is_told_where_the_road_itself_bends_away()
    {
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 300, 0).Node(4, 100, -280)
            .Street(10, [1, 2, 4], "name", "Route de Sète").Street(11, [2, 3], "name", "Rue Droite");
        Assert.Equal(["Continuez tout droit : Rue Droite"], Told.Between(map.Read(), At(-200, 0), At(280, 0)));
    }

    [Fact]
    public void Where_a_turn_is_forbidden_the_driver_turns_round_at_the_dead_end()
    {
        // From 1 no left into 4: on to 3, 50 m, back, and to the right.
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 50, 0).Node(4, 0, 300)
            .Street(10, [1, 2], "name", "Rue Longue").Street(11, [2, 3], "name", "Impasse").Street(12, [2, 4], "name", "Rue du Nord").Restriction(1, "no_left_turn", 10, 2, 12);
        Assert.Equal(["Faites demi-tour : Impasse", "Tournez à droite : Rue du Nord"], Told.Between(map.Read(), At(-200, 0), At(0, 200)));
    }

    [Fact]
    public void Across_a_dual_carriageway_two_turns_are_one()
    {
        // Eastward 1-2-3, westward 4-5-6, 12 m apart; 2-5 joins them; 7 is a street to the north at 5. Ends are joined for the way back.
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 300, 0).Node(4, 300, 12).Node(5, 0, 12).Node(6, -300, 12).Node(7, 0, 300)
            .Way(10, [1, 2, 3], "highway", "primary", "oneway", "yes", "name", "Avenue Large").Way(11, [4, 5, 6], "highway", "primary", "oneway", "yes", "name", "Avenue Large")
            .Street(12, [2, 5]).Street(13, [3, 4]).Street(14, [6, 1]).Street(15, [5, 7], "name", "Rue du Nord");
        var roads = map.Read();
        Assert.Equal(["Faites demi-tour : Avenue Large"], Told.Between(roads, At(-200, 0), At(-200, 12)));
        Assert.Equal(["Tournez à gauche : Rue du Nord"], Told.Between(roads, At(-200, 0), At(0, 200)));
        Assert.Equal(["Tournez à gauche : Avenue Large"], Told.Between(roads, At(0, 200), At(200, 0)));
    }

    [Fact]
    public void A_jog_is_no_turn()
    {
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 0, 8).Node(4, 300, 8).Node(5, 0, -200).Node(6, 0, 200)
            .Street(10, [1, 2], "name", "Rue Brisée").Street(11, [3, 4], "name", "Rue Brisée").Street(12, [5, 2, 3, 6], "name", "Rue Traverse");
        Assert.Empty(Told.Between(map.Read(), At(-200, 0), At(200, 8)));
    }

    [Fact]
    public void Over_a_few_metres_two_turns_are_where_they_lead()
    {
        // Left and at once right, 4 m aside: straight on, into another street.
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 0, 4).Node(4, 300, 4).Node(5, 0, -200).Node(6, 0, 200)
            .Street(10, [1, 2], "name", "Rue d'Ici").Street(11, [3, 4], "name", "Rue de Là").Street(12, [5, 2, 3, 6], "name", "Rue Traverse");
        Assert.Equal(["Continuez tout droit : Rue de Là"], Told.Between(map.Read(), At(-200, 0), At(200, 4)));
    }

    [Fact]
    public void A_street_that_the_map_draws_twice_is_no_fork()
    {
        var map = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 200, 0).Node(4, 100, 1).Node(5, 400, 0)
            .Street(10, [1, 2, 3, 5], "name", "Rue Double").Street(11, [2, 4, 3], "name", "Rue Double");
        Assert.Empty(Told.Between(map.Read(), At(-200, 0), At(350, 0)));
    }

    [Fact]
    public void On_streets_for_those_who_stop_there_the_driver_hears_the_same()
    {
        var map = Star();
        map.Ways[3] = (13, [2, 6], ["highway", "residential", "name", "Cour", "access", "destination"]);
        Assert.Equal(["Tournez à droite : Cour"], Told.Between(map.Read(), At(-200, 0), At(0, -200)));
        Assert.Equal(["Tournez à droite : Rue du Levant"], Told.Between(map.Read(), At(0, -200), At(200, 0)));
    }

    [Fact]
    public void Steps_are_the_same_from_the_file_and_round_a_closure_they_are_those_of_the_way_round()
    {
        var file = Path.GetTempFileName();
        try
        {
            var read = Star().Read();
            read.Save(file);
            Assert.Equal(read.Path(At(-200, 0), At(0, -200))!.Steps, RoadNetwork.Open(file).Path(At(-200, 0), At(0, -200))!.Steps);
        }
        finally
        {
            File.Delete(file);
        }
        var block = new TinyMap().Node(1, 0, 0).Node(2, 200, 0).Node(3, 200, 200).Node(4, 0, 200).Node(5, 100, 0)
            .Street(10, [1, 2], "name", "Sud").Street(11, [2, 3], "name", "Est").Street(12, [3, 4], "name", "Nord").Street(13, [4, 1], "name", "Ouest").Read();
        Assert.Empty(Told.Between(block, At(0, 50), At(0, 150)));
        var round = block.Without([new Closure.Way(13)]).Path(At(10, 200), At(10, 0))!;
        Told.Sums(round);
        Assert.Equal(["Tournez à droite : Est", "Tournez à droite : Sud"], round.Steps.Skip(1).SkipLast(1).Select(Told.InFrench));
    }

    [Fact]
    public void Without_roads_there_are_no_steps()
    {
        var path = new StraightLine().Path(At(0, 0), At(1000, 0))!;
        Assert.Empty(path.Steps);
        Assert.Null(path.Parts);
    }
}
