using System.Text;
using System.Text.Json.Nodes;
using Logistics.Formats.Instances;
using Logistics.Formats.Vroom;
using Logistics.Routing;

namespace Logistics.Formats.Tests.Vroom;

/// <summary>Small questions in VROOM's JSON and the answers one can work out with a pencil.</summary>
public sealed class VroomTests
{
    /// <summary>Places in a row, 10 s apart.</summary>
    const string Row = """ "matrices": { "car": { "durations": [[0,10,20,30],[10,0,10,20],[20,10,0,10],[30,20,10,0]] } } """;

    static VroomReading Read(string json) => VroomReader.Read(Encoding.UTF8.GetBytes(json));

    static VroomQuestion Question(string json) => Read(json) switch
    {
        VroomReading.Accepted accepted => accepted.Question,
        VroomReading.Rejected rejected => throw new InvalidDataException(string.Join("; ", rejected.Problems)),
        _ => throw new InvalidOperationException(),
    };

    static JsonNode Json(VroomAnswer answer)
    {
        using var stream = new MemoryStream();
        answer.Write(TimeSpan.Zero, stream);
        return JsonNode.Parse(stream.ToArray())!;
    }

    static (VroomAnswer Answer, JsonNode Json) Solved(string json, int work = 200, int weighed = 8)
    {
        var question = Question(json);
        var plan = Solver.Solve(question.Problem, new(1, Objective.Cost) { MostWeighed = weighed }, new WorkLimit(work), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(Checker.Check(question.Problem, plan, Objective.Cost));
        var answer = question.Answer(plan);
        return (answer, Json(answer));
    }

    static string Steps(JsonNode json) => string.Join(' ', json["routes"]![0]!["steps"]!.AsArray().Select(step => $"{step!["type"]}{step["id"]}@{step["arrival"]}"));

    [Fact]
    public void A_round_of_jobs_has_the_shape_and_the_figures_of_VROOM()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 7, "start_index": 0, "end_index": 0, "capacity": [4], "description": "van" }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 5, "delivery": [3] }, { "id": 2, "location_index": 2, "service": 6, "pickup": [2] }], {{Row}} }
            """);
        // Out to 2 and back, 40 s; the 3 delivered are gone before the 2 collected come, whichever way round: 3 + 2 on board would be 5.
        Assert.Equal("start@0 job1@10 job2@25 end@51", Steps(json));
        Assert.Equal("""
            {"cost":40,"routes":1,"unassigned":0,"setup":0,"service":11,"duration":40,"waiting_time":0,"priority":0,"delivery":[3],"pickup":[2],"violations":[],"computing_times":{"loading":0,"solving":0}}
            """, json["summary"]!.ToJsonString());
        Assert.Equal(["[3]", "[0]", "[2]", "[2]"], json["routes"]![0]!["steps"]!.AsArray().Select(step => step!["load"]!.ToJsonString()));
        Assert.Equal((0, 7, "van"), ((int)json["code"]!, (int)json["routes"]![0]!["vehicle"]!, (string)json["routes"]![0]!["description"]!));
    }

    [Fact]
    public void A_shipment_is_picked_up_before_it_is_delivered()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0 }],
              "shipments": [{ "pickup": { "id": 4, "location_index": 3 }, "delivery": { "id": 5, "location_index": 1 } }], {{Row}} }
            """);
        Assert.Equal("start@0 pickup4@30 delivery5@50 end@50", Steps(json));
    }

    [Fact]
    public void Times_may_be_timestamps_and_a_vehicle_leaves_just_in_time()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0 }],
              "jobs": [{ "id": 1, "location_index": 1, "time_windows": [[1700000000, 1700000100], [1700000500, 1700000600]] }], {{Row}} }
            """);
        Assert.Equal("start@1699999990 job1@1700000000 end@1700000010", Steps(json));
    }

    [Fact]
    public void Of_several_windows_one_is_met()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "time_window": [50, 200] }],
              "jobs": [{ "id": 1, "location_index": 1, "time_windows": [[0, 20], [100, 110]] }], {{Row}} }
            """);
        Assert.Equal("start@90 job1@100 end@100", Steps(json));
    }

    [Fact]
    public void Skills_and_priority_decide_who_is_served()
    {
        var (answer, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "skills": [1], "max_tasks": 1 }],
              "jobs": [{ "id": 1, "location_index": 1, "priority": 5 }, { "id": 2, "location_index": 3, "priority": 50, "skills": [1] },
                       { "id": 3, "location_index": 2, "priority": 100, "skills": [1, 2], "description": "needs two" }], {{Row}} }
            """);
        Assert.Equal("start@0 job2@30 end@30", Steps(json));
        Assert.Equal(2, answer.Unassigned);
        Assert.Equal("""{"id":3,"type":"job","description":"needs two","location_index":2}""", json["unassigned"]![1]!.ToJsonString());
        Assert.Equal(50, (int)json["summary"]!["priority"]!);
    }

    [Fact]
    public void Set_up_is_paid_on_coming_to_a_place_and_not_again_there()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0 }],
              "jobs": [{ "id": 1, "location_index": 1, "setup": 100, "service": 1 }, { "id": 2, "location_index": 1, "setup": 100, "service": 1 }], {{Row}} }
            """);
        Assert.Equal(100, (int)json["summary"]!["setup"]!);
        Assert.Equal(122, (int)json["routes"]![0]!["steps"]![3]!["arrival"]!);
    }

    [Fact]
    public void A_break_is_taken_in_its_window()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "time_window": [0, 300], "breaks": [{ "id": 9, "time_windows": [[12, 40]], "service": 50 }] }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 20, "time_windows": [[0, 15]] }, { "id": 2, "location_index": 3 }], {{Row}} }
            """);
        Assert.Contains("break9", Steps(json), StringComparison.Ordinal);
        Assert.Equal(0, (int)json["summary"]!["unassigned"]!);
    }

    /// <summary>Without a window of its own a break is never due; it is taken between the jobs where the hours allow: 60 s of way, 40 of break.</summary>
    [Theory]
    [InlineData(100, "start@0 job1@10 break9@10 job2@70 end@100")]
    [InlineData(99, "start@0 job1@10 job2@30 end@60")]
    public void A_break_that_is_not_due_is_taken_where_there_is_time(int hours, string expected)
    {
        var (answer, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "time_window": [0, {{hours}}], "breaks": [{ "id": 9, "service": 40 }] }],
              "jobs": [{ "id": 1, "location_index": 1, "time_windows": [[0, 15]] }, { "id": 2, "location_index": 3 }], {{Row}} }
            """);
        Assert.Equal(expected, Steps(json));
        Assert.True(answer.IsFeasible);
    }

    [Theory]
    // 20 s at 1,800 an hour is 10, and 100 for leaving.
    [InlineData("""{ "fixed": 100, "per_hour": 1800 }""", 1, 110)]
    // Twice as fast: half the seconds.
    [InlineData("""{ "fixed": 0 }""", 2, 10)]
    // 10 km by distance alone.
    [InlineData("""{ "per_hour": 0, "per_km": 7 }""", 1, 70)]
    [InlineData("""{ "per_hour": 3600, "per_km": 7 }""", 1, 90)]
    public void Costs_are_of_the_vehicle(string costs, double speed, long expected)
    {
        var (answer, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "costs": {{costs}}, "speed_factor": {{speed}} }],
              "jobs": [{ "id": 1, "location_index": 1 }],
              "matrices": { "car": { "durations": [[0, 10], [10, 0]], "distances": [[0, 5000], [5000, 0]] } } }
            """);
        Assert.Equal(expected, answer.Cost);
        Assert.Equal(10_000, (int)json["summary"]!["distance"]!);
    }

    [Fact]
    public void A_matrix_of_costs_decides_where_it_is_given()
    {
        var (answer, _) = Solved("""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0 }], "jobs": [{ "id": 1, "location_index": 1 }],
              "matrices": { "car": { "durations": [[0, 10], [10, 0]], "costs": [[0, 3], [4, 0]] } } }
            """);
        Assert.Equal(7, answer.Cost);
    }

    [Fact]
    public void Travel_may_be_limited()
    {
        var (answer, _) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "max_travel_time": 40 }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 1000 }, { "id": 2, "location_index": 2, "service": 1000 }, { "id": 3, "location_index": 3 }], {{Row}} }
            """);
        Assert.Equal((1, 40L), (answer.Unassigned, answer.Cost));
    }

    [Fact]
    public void Plan_mode_times_the_given_steps_and_lists_what_they_break()
    {
        var question = Question($$"""
            { "options": { "c": true },
              "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "capacity": [1], "time_window": [0, 60], "max_tasks": 2, "breaks": [{ "id": 1, "time_windows": [[0, 60]] }],
                "steps": [{ "type": "start" }, { "type": "job", "id": 2 }, { "type": "job", "id": 1, "service_after": 45 }, { "type": "delivery", "id": 5 }, { "type": "end" }] }],
              "jobs": [{ "id": 1, "location_index": 1, "time_windows": [[0, 25]], "delivery": [1] }, { "id": 2, "location_index": 2, "delivery": [1], "skills": [3] },
                       { "id": 3, "location_index": 3 }],
              "shipments": [{ "amount": [0], "pickup": { "id": 4, "location_index": 1 }, "delivery": { "id": 5, "location_index": 3 } }], {{Row}} }
            """);
        Assert.True(question.IsPlan);
        var answer = question.Judge();
        // 0 -20-> 2 -10-> 1 at 30, not before 45: 20 late; -20-> 3 at 65; -30-> home at 95: 35 late. Two goods on board at first, one allowed.
        Assert.Equal(
            [
                "vehicle 0: delay 35", "vehicle 0: max_tasks", "vehicle 0: missing_break", "vehicle 0: load", "vehicle 0 job 2: skills", "vehicle 0 job 1: delay 20",
                "vehicle 0 delivery 5: precedence",
            ], answer.Violations);
        var json = Json(answer);
        Assert.Equal("""[{"cause":"delay","duration":20}]""", json["routes"]![0]!["steps"]![2]!["violations"]!.ToJsonString());
        Assert.Equal(2, (int)json["summary"]!["unassigned"]!);
        Assert.Equal(7, json["summary"]!["violations"]!.AsArray().Count);
    }

    [Fact]
    public void An_answer_made_elsewhere_is_judged()
    {
        var question = Question($$"""
            { "vehicles": [{ "id": 3, "start_index": 0, "time_window": [0, 25] }], "jobs": [{ "id": 1, "location_index": 1 }, { "id": 2, "location_index": 3 }], {{Row}} }
            """);
        var (answer, problems) = question.JudgeAnswer("""{ "code": 0, "routes": [{ "vehicle": 3, "steps": [{ "type": "start" }, { "type": "job", "id": 1 }, { "type": "job", "id": 2 }] }] }"""u8.ToArray());
        Assert.Empty(problems);
        Assert.Equal(["vehicle 3: delay 5"], answer!.Violations);
        Assert.Equal(InstanceCodes.UnknownStop, Assert.Single(question.JudgeAnswer("""{ "routes": [{ "vehicle": 3, "steps": [{ "type": "job", "id": 9 }] }] }"""u8.ToArray()).Problems).Code);
    }

    /// <summary>What the type says, else what is usual; work costs by the hour beside the way.</summary>
    [Theory]
    // 20 s of way at 3,600 an hour, 40 s of set-up and service at 900.
    [InlineData("bike", 30, 10, 30)]
    // 8 s: the set-up is the usual one.
    [InlineData("van", 5, 3, 22)]
    public void Service_and_set_up_may_depend_on_the_type(string type, int service, int setUp, long cost)
    {
        var (answer, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "type": "{{type}}", "costs": { "per_task_hour": 900 } }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 5, "setup": 3, "service_per_type": { "bike": 30 }, "setup_per_type": { "bike": 10 } }], {{Row}} }
            """);
        Assert.Equal((cost, service, setUp), (answer.Cost, (int)json["summary"]!["service"]!, (int)json["summary"]!["setup"]!));
    }

    /// <summary>Both reach it at 10; only the quick one is done in time for the other job at 40.</summary>
    [Fact]
    public void The_type_decides_who_can_serve_in_time()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "time_window": [0, 100], "type": "slow" }, { "id": 1, "start_index": 0, "time_window": [0, 100], "type": "quick", "costs": { "fixed": 50 } }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 99, "service_per_type": { "quick": 20 } }, { "id": 2, "location_index": 2, "time_windows": [[0, 40]] }], {{Row}} }
            """);
        Assert.Equal((1, 0), ((int)json["routes"]![0]!["vehicle"]!, (int)json["summary"]!["unassigned"]!));
        Assert.Equal("start@0 job1@10 job2@40 end@40", Steps(json));
    }

    [Fact]
    public void A_job_may_deliver_and_pick_up_in_one_stop()
    {
        var (_, json) = Solved($$"""
            { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "capacity": [4] }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 5, "delivery": [3], "pickup": [2] }, { "id": 2, "location_index": 2, "service": 6, "delivery": [1], "pickup": [2] }], {{Row}} }
            """);
        // First the one that leaves more than it takes: 4, then 3, then 4. The other way round 5 would be on board.
        Assert.Equal("start@0 job1@10 job2@25 end@51", Steps(json));
        Assert.Equal(["[4]", "[3]", "[4]", "[4]"], json["routes"]![0]!["steps"]!.AsArray().Select(step => step!["load"]!.ToJsonString()));
        Assert.Equal(("[4]", "[4]"), (json["summary"]!["delivery"]!.ToJsonString(), json["summary"]!["pickup"]!.ToJsonString()));
    }

    /// <summary>Against every order of one van's exchanges on an uneven plane, where goods leave little choice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Exchanges_are_planned_as_well_as_can_be(int series)
    {
        for (var seed = 60 * series; seed < 60 * series + 60; seed++)
        {
            var random = new Random(seed);
            const int Jobs = 5;
            var way = Enumerable.Range(0, Jobs + 1).Select(i => Enumerable.Range(0, Jobs + 1).Select(j => i == j ? 0 : 10 + random.Next(40)).ToArray()).ToArray();
            var (brought, taken) = (Enumerable.Range(0, Jobs).Select(_ => 1 + random.Next(4)).ToArray(), Enumerable.Range(0, Jobs).Select(_ => 1 + random.Next(4)).ToArray());
            var room = Math.Max(brought.Sum(), taken.Sum()) + random.Next(2);
            var best = Orders(Jobs).Where(order => order.Aggregate((Load: brought.Sum(), Fits: true), (now, job) =>
                    (now.Load - brought[job] + taken[job], now.Fits && now.Load - brought[job] + taken[job] <= room)).Fits)
                .Select(order => order.Prepend(-1).Zip(order.Append(-1), (from, to) => way[from + 1][to + 1]).Sum()).DefaultIfEmpty(-1).Min();
            var (answer, json) = Solved($$"""
                { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "capacity": [{{room}}] }],
                  "jobs": [{{string.Join(',', Enumerable.Range(0, Jobs).Select(j => $$"""{ "id": {{j}}, "location_index": {{j + 1}}, "delivery": [{{brought[j]}}], "pickup": [{{taken[j]}}] }"""))}}],
                  "matrices": { "car": { "durations": [{{string.Join(',', way.Select(row => $"[{string.Join(',', row)}]"))}}] } } }
                """, work: 400, weighed: 0);
            Assert.True(answer.IsFeasible, $"seed {seed}: {string.Join("; ", answer.Violations)}");
            Assert.True(best >= 0 && answer.Unassigned == 0 && answer.Cost == best, $"seed {seed}: {answer.Cost} with {answer.Unassigned} left out, not {best}: {Steps(json)}");
        }
    }

    static IEnumerable<int[]> Orders(int count) => count == 0 ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));

    [Fact]
    public void Plan_mode_judges_breaks_that_planning_refuses_and_planning_tells_them_all()
    {
        string Text(string options) => $$"""
            { {{options}} "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "capacity": [9], "max_travel_time": 15, "costs": { "per_km": 1 },
                "breaks": [{ "id": 1, "time_windows": [[0, 5], [30, 40]], "service": 4 }, { "id": 2, "time_windows": [[20, 90]], "max_load": [2] }],
                "steps": [{ "type": "job", "id": 1 }, { "type": "break", "id": 1 }, { "type": "break", "id": 2 }, { "type": "job", "id": 2 }] }],
              "jobs": [{ "id": 1, "location_index": 1, "service": 12, "pickup": [2] }, { "id": 2, "location_index": 2, "delivery": [1] }],
              "matrices": { "car": { "durations": [[0,10,20],[10,0,10],[20,10,0]], "distances": [[0,1,2],[1,0,1],[2,1,0]] } } }
            """;
        // Done at 22, so the break waits for its second window; the goods to come and the goods collected are three.
        var answer = Question(Text("\"options\": { \"c\": true },")).Judge();
        Assert.Equal("start@8 job1@18 break1@30 break2@34 job2@44 end@64", Steps(Json(answer)));
        Assert.Equal(["vehicle 0: max_travel_time", "vehicle 0 break 2: max_load"], answer.Violations);
        var refused = Assert.IsType<VroomReading.Rejected>(Read(Text(""))).Problems;
        Assert.Equal([InstanceCodes.LimitUnpaid, InstanceCodes.BreakNotPlanned, InstanceCodes.BreakNotPlanned], refused.Select(problem => problem.Code));
        Assert.IsType<VroomReading.Accepted>(VroomReader.ReadToJudge(Encoding.UTF8.GetBytes(Text(""))));
    }

    [Theory]
    [InlineData("{", InstanceCodes.NotJson, "")]
    [InlineData("[]", InstanceCodes.WrongType, "")]
    [InlineData("""{ "vehicles": [] }""", InstanceCodes.MissingKey, "")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start": [2.3, 48.8] }] }""", InstanceCodes.NeedsMatrix, "")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0 }], "matrices": { "car": { "durations": [[0, 1]] } } }""", InstanceCodes.WrongCount, "/matrices/car/durations/0")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0 }], "matrices": { "car": { "durations": [[0, -1], [1, 0]] } } }""", InstanceCodes.OutOfRange, "/matrices/car/durations/0")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 5 }], "matrix": [[0]] }""", InstanceCodes.OutOfRange, "/vehicles/0/start_index")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0 }, { "id": 0, "start_index": 0 }], "matrix": [[0]] }""", InstanceCodes.Repeated, "/vehicles/1")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0, "max_tasks": "two" }], "matrix": [[0]] }""", InstanceCodes.OutOfRange, "/vehicles/0/max_tasks")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0, "time_window": [9, 3] }], "matrix": [[0]] }""", InstanceCodes.EmptyWindow, "/vehicles/0/time_window")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0, "capacity": [1] }, { "id": 1, "start_index": 0, "capacity": [1] }], "jobs": [{ "id": 1, "location_index": 0, "pickup": [1, 2] }], "matrix": [[0]] }""", InstanceCodes.WrongAmount, "/jobs/0/pickup")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0, "max_tasks": 1 }], "jobs": [{ "id": 1, "location_index": 0, "pickup": [1], "delivery": [1] }, { "id": 2, "location_index": 0 }], "matrix": [[0]] }""", InstanceCodes.ExchangeCounted, "/vehicles/0/max_tasks")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0, "max_distance": 5 }], "matrices": { "car": { "durations": [[0]], "distances": [[0]] } } }""", InstanceCodes.LimitUnpaid, "/vehicles/0/max_distance")]
    [InlineData("""{ "vehicles": [{ "id": 0, "start_index": 0, "steps": [{ "type": "job", "id": 4 }] }], "matrix": [[0]] }""", InstanceCodes.UnknownStop, "/vehicles/0/steps")]
    public void What_cannot_be_answered_is_told(string json, string code, string pointer) =>
        Assert.Contains(Assert.IsType<VroomReading.Rejected>(Read(json)).Problems, problem => problem.Code == code && problem.Pointer == pointer);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_our_engine_finds_VROOMs_rules_allow(int series)
    {
        for (var seed = 100 * series; seed < 100 * series + 40; seed++)
        {
            var (answer, _) = Solved(RandomQuestion(seed), work: 30);
            Assert.True(answer.IsFeasible, $"seed {seed}: {string.Join("; ", answer.Violations)}");
            using var written = new MemoryStream();
            answer.Write(TimeSpan.Zero, written);
            var (judged, _) = Question(RandomQuestion(seed)).JudgeAnswer(written.ToArray());
            Assert.True(judged!.IsFeasible, $"seed {seed}: {string.Join("; ", judged.Violations)}");
        }
    }

    static string RandomQuestion(int seed)
    {
        var random = new Random(seed);
        int Up(int most) => random.Next(most + 1);
        const int Places = 6;
        string Matrix(int most) => $"[{string.Join(',', Enumerable.Range(0, Places).Select(i => $"[{string.Join(',', Enumerable.Range(0, Places).Select(j => i == j ? 0 : 1 + Up(most)))}]"))}]";
        string Window() => random.Next(2) == 0 ? "" : Up(200) is var from && random.Next(2) == 0
            ? $""", "time_windows": [[{from}, {from + 40}]]""" : $""", "time_windows": [[{from}, {from + 30}], [{from + 60}, {from + 90}]]""";
        string PerType(string name) => random.Next(3) == 0 ? $$""", "{{name}}_per_type": { "bike": {{Up(12)}} }""" : "";
        string Task(int id) => $$"""{ "id": {{id}}, "location_index": {{Up(Places - 1)}}, "service": {{Up(8)}}, "setup": {{Up(6)}}{{Window()}}{{PerType("service")}}{{PerType("setup")}} """;
        var exchanges = random.Next(2) == 0;
        string Goods() => exchanges && random.Next(2) == 0 ? $"\"delivery\": [{Up(3)}], \"pickup\": [{Up(3)}]" : $"\"{(random.Next(2) == 0 ? "pickup" : "delivery")}\": [{Up(3)}]";
        var jobs = Enumerable.Range(0, 5).Select(id => $$"""{{Task(id)}}, {{Goods()}}, "priority": {{Up(100)}}, "skills": [{{(random.Next(4) == 0 ? "1" : "")}}] }""");
        var shipments = Enumerable.Range(0, 4).Select(id => $$"""{ "amount": [{{Up(3)}}], "pickup": {{Task(id)}} }, "delivery": {{Task(id)}} } }""");
        var vehicles = Enumerable.Range(0, 3).Select(id => $$"""
            { "id": {{id}}, {{(random.Next(3) > 0 ? $"\"start_index\": {Up(Places - 1)}, " : "")}}"end_index": {{Up(Places - 1)}}, "capacity": [5], "skills": [{{(id == 0 ? "1" : "")}}],
              "costs": { "fixed": {{Up(30)}}, "per_hour": {{Up(7200)}}, "per_km": {{random.Next(2) * Up(500)}}, "per_task_hour": {{random.Next(2) * Up(3600)}} }, "type": "{{(random.Next(2) == 0 ? "bike" : "van")}}", "speed_factor": {{(random.Next(2) == 0 ? "1" : "1.3")}}
              {{(random.Next(2) == 0 ? $", \"time_window\": [{Up(30)}, {150 + Up(100)}]" : "")}}
              {{(!exchanges && random.Next(2) == 0 ? $", \"max_tasks\": {1 + Up(8)}" : "")}}
              {{(random.Next(3) == 0 ? ", \"breaks\": [{ \"id\": 1, \"time_windows\": [[60, 100]], \"service\": 15 }]" : "")}} }
            """);
        return $$"""{ "jobs": [{{string.Join(',', jobs)}}], "shipments": [{{string.Join(',', shipments)}}], "vehicles": [{{string.Join(',', vehicles)}}], "matrices": { "car": { "durations": {{Matrix(40)}}, "distances": {{Matrix(900)}} } } }""";
    }
}
