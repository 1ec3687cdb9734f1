using System.Text;
using System.Text.Json.Nodes;
using Logistics.Formats.Vroom;
using Logistics.Routing;

namespace Logistics.Formats.Tests.Vroom;

/// <summary>A right answer, which each line of a test spoils in one place.</summary>
public sealed class VroomClaimCheckTests
{
    /// <summary>Places in a row, 10 s apart; the break is due for who is under way at 40.</summary>
    const string Text = """
        { "vehicles": [{ "id": 3, "start_index": 0, "end_index": 0, "time_window": [0, 200], "breaks": [{ "id": 9, "time_windows": [[5, 40]], "service": 7 }] },
                       { "id": 4, "start_index": 0, "end_index": 0 }],
          "jobs": [{ "id": 1, "location_index": 1, "service": 5 }, { "id": 2, "location_index": 3, "time_windows": [[50, 60]] }],
          "matrices": { "car": { "durations": [[0,10,20,30],[10,0,10,20],[20,10,0,10],[30,20,10,0]] } } }
        """;

    const string Right = """
        { "code": 0, "summary": { "cost": 60, "unassigned": 0 }, "routes": [{ "vehicle": 3, "cost": 60, "steps": [
          { "type": "start", "arrival": 0 }, { "type": "job", "id": 1, "arrival": 10, "waiting_time": 0 }, { "type": "break", "id": 9, "arrival": 20, "waiting_time": 0 },
          { "type": "job", "id": 2, "arrival": 42, "waiting_time": 8 }, { "type": "end", "arrival": 80 }] }] }
        """;

    static IEnumerable<string> Judged(byte[] answer)
    {
        var (judged, problems) = Question().JudgeAnswer(answer);
        Assert.Empty(problems);
        Assert.Equal(!judged!.Violations.Any(), judged.IsFeasible);
        return judged.Violations;
    }

    static VroomQuestion Question() => Assert.IsType<VroomReading.Accepted>(VroomReader.Read(Encoding.UTF8.GetBytes(Text))).Question;

    /// <summary>The break of 7 s lies in the 20 s from place 1 to place 3: 15 + 7 + 20 is 42.</summary>
    [Fact]
    public void What_is_right_is_accepted_with_a_byte_order_mark_too()
    {
        Assert.Empty(Judged(Encoding.UTF8.GetBytes(Right)));
        Assert.Empty(Judged([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Right)]));
    }

    [Theory]
    [InlineData("\"summary\": { \"cost\": 60", "\"summary\": { \"cost\": 59", "summary: cost 59, not 60")]
    [InlineData("\"unassigned\": 0", "\"unassigned\": 1", "summary: unassigned 1, not 0")]
    [InlineData("\"vehicle\": 3, \"cost\": 60", "\"vehicle\": 3, \"cost\": 61", "vehicle 3: cost 61, not 60")]
    [InlineData("\"arrival\": 10", "\"arrival\": 9", "vehicle 3 job 1: arrival 9, not 10")]
    [InlineData("\"arrival\": 10", "\"arrival\": 11", "vehicle 3 job 1: arrival 11, not 10")]
    [InlineData("\"arrival\": 42", "\"arrival\": 41", "vehicle 3 job 2: arrival 41, not 42")]
    [InlineData("\"arrival\": 80", "\"arrival\": 79", "vehicle 3 end: arrival 79, not 80")]
    [InlineData("\"waiting_time\": 8", "\"waiting_time\": 7", "vehicle 3 job 2: begins at 49, outside its windows")]
    [InlineData("{ \"type\": \"break\", \"id\": 9, \"arrival\": 20, \"waiting_time\": 0 },", "", "vehicle 3 break 9: missing_break")]
    [InlineData("] }] }", "] }, { \"vehicle\": 3, \"steps\": [] }] }", "vehicle 3: repeated")]
    [InlineData("] }] }", "] }, { \"vehicle\": 4, \"steps\": [{ \"type\": \"job\", \"id\": 1 }] }] }", "job 1: repeated")]
    public void What_is_spoilt_is_told(string old, string with, string expected)
    {
        Assert.Contains(old, Right, StringComparison.Ordinal);
        Assert.Contains(expected, Judged(Encoding.UTF8.GetBytes(Right.Replace(old, with, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_break_that_is_not_due_may_be_left_out() =>
        Assert.Empty(Judged("""{ "routes": [{ "vehicle": 3, "steps": [{ "type": "start", "arrival": 0 }, { "type": "job", "id": 1 }, { "type": "end", "arrival": 25 }] }] }"""u8.ToArray()));

    [Fact]
    public void What_we_answer_ourselves_is_accepted_with_all_its_figures()
    {
        var question = Question();
        var plan = Solver.Solve(question.Problem, new(1, Objective.Cost), new WorkLimit(100), cancellation: TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        question.Answer(plan).Write(TimeSpan.Zero, stream);
        Assert.NotNull(JsonNode.Parse(stream.ToArray())!["summary"]!["cost"]);
        Assert.Empty(Judged(stream.ToArray()));
    }
}
