using System.Net;
using System.Text.Json;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;
using Microsoft.Playwright;

namespace Logistics.Browser;

/// <summary>How fast the board of a big day is there; measured when asked for, on a quiet machine. Figures: benchmarks/README.md.</summary>
public sealed class BoardSpeedTests
{
    static readonly DateOnly date = new(2044, 3, 1);

    /// <param name="judgedWithin">Median milliseconds until the board says what a moved stop means; the page, the host, its database and the browser share the machine.</param>
    [Theory(Explicit = true)]
    [InlineData(60, 80, 120, 300)]
    [InlineData(104, 340, 380, 300)]
    public async Task D12_first_interaction_and_drags_on_the_boards_of_a_usual_and_of_a_big_day(int sites, int lots, int needs, int judgedWithin)
    {
        Assert.SkipUnless(DemoInBrowser.IsPossible, "there is no Chromium");
        await using var database = await DemoInBrowser.DatabaseAsync($"board_speed_{lots}");
        await using var host = await HostProcess.StartAsync(
            [], new Dictionary<string, string?> { ["LOGISTICS__DATABASE"] = database?.ConnectionString, ["LOGISTICS__PLAN__SECONDS"] = "5", ["LOGISTICS__PLANNING__QUIET"] = "1" }, HostProcess.NewData());
        var stop = TestContext.Current.CancellationToken;
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(host.Address) };
        client.DefaultRequestHeaders.Add("Origin", host.Address);
        var key = (await File.ReadAllTextAsync(Path.Combine(host.Data, "access.key"), stop)).Trim();
        (await client.PostAsync("/entrer", new FormUrlEncodedContent([KeyValuePair.Create("cle", key)]), stop)).Dispose();

        using var file = new MemoryStream();
        TerritoryWriter.Write(DemoDay.Make(new DemoOptions { Date = date, Sites = sites, Lots = lots, Needs = needs, Seed = 9 }), file);
        using var declared = await client.PutAsync($"/api/v1/days/{date:yyyy-MM-dd}", new ByteArrayContent(file.ToArray()) { Headers = { ContentType = new("application/json") } }, stop);
        Assert.True(declared.IsSuccessStatusCode, await declared.Content.ReadAsStringAsync(stop));
        while (!JsonDocument.Parse(await client.GetStringAsync("/api/v1/days", stop)).RootElement.GetProperty("items")[0].GetProperty("planned").GetBoolean())
            await Task.Delay(1000, stop);

        using var playwright = await Playwright.CreateAsync();
        var took = new List<(double Answered, double Painted)>();
        var moves = new List<Move>();
        for (var i = 0; i < 7; i++)
        {
            // Cold each time: a new browser has neither cache nor compiled scripts. Its own start is over before the board is asked for: a dispatcher's browser is open already.
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"] });
            await using var context = await browser.NewContextAsync(new() { BaseURL = host.Address, Locale = "fr-FR" });
            // Not to the first page: it sets off a comparison with another rule, which takes both cores for seconds.
            await context.APIRequest.PostAsync(host.Address + "/entrer", new() { MaxRedirects = 0, Form = context.APIRequest.CreateFormData().Set("cle", key), Headers = new Dictionary<string, string> { ["Origin"] = host.Address } });
            var page = await context.NewPageAsync();
            await Task.Delay(2000, stop);
            // The first press that is answered: the button that the script shows once it is there, pressed as soon as it can be.
            await page.AddInitScriptAsync(
                """
                new MutationObserver((_, watch) => {
                  const help = document.querySelector('[data-board-help]:not([hidden])');
                  if (!help) return;
                  watch.disconnect();
                  help.click();
                  if (document.querySelector('[data-board-dialog]').open) window.answered = performance.now();
                }).observe(document, { subtree: true, childList: true, attributes: true });
                """);
            await page.GotoAsync($"/plan/{date:yyyy-MM-dd}", new() { WaitUntil = WaitUntilState.Load });
            await page.WaitForFunctionAsync("() => window.answered > 0 && performance.getEntriesByType('paint').some((x) => x.name === 'first-contentful-paint')");
            took.Add((await page.EvaluateAsync<double>("() => window.answered"), await page.EvaluateAsync<double>("() => performance.getEntriesByType('paint').find((x) => x.name === 'first-contentful-paint').startTime")));
            for (var j = 0; j < 3; j++)
                moves.Add(await page.EvaluateAsync<Move>(dragged));
            if (i == 0)
                TestContext.Current.TestOutputHelper?.WriteLine($"{await page.Locator("ol[data-lane] [data-stop]").CountAsync()} stops, {await page.Locator("ol[data-lane]").CountAsync()} lanes, {(await page.ContentAsync()).Length >> 10} KiB");
        }
        var sorted = took.Select(x => x.Answered).Order().ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"first interaction answered: median {sorted[3]:0}, worst {sorted[^1]:0} ms; first paint median {took.Select(x => x.Painted).Order().ElementAt(3):0} ms");
        var (shown, judged) = (moves.Select(x => x.Shown).Order().ToList(), moves.Select(x => x.Judged).Order().ToList());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"a stop dragged to another lane stands there: median {shown[shown.Count / 2]:0}, worst {shown[^1]:0} ms; judged: median {judged[judged.Count / 2]:0}, worst {judged[^1]:0} ms ({moves.Count} moves)");
        TestContext.Current.TestOutputHelper?.WriteLine($"of that, medians: asked {Median(x => x.Asked):0}, answered {Median(x => x.Answered):0}, read {Median(x => x.Read):0} ms");
        Assert.InRange(sorted[3], 0, 1500);
        Assert.InRange(shown[shown.Count / 2], 0, 100);
        Assert.InRange(judged[judged.Count / 2], 0, judgedWithin);

        double Median(Func<Move, double> what) => moves.Select(what).Order().ElementAt(moves.Count / 2);
    }

    /// <summary>Milliseconds from letting a stop go until it is painted in its new lane, and until the board says what that means.</summary>
    sealed record Move
    {
        public double Shown { get; init; }

        public double Judged { get; init; }

        /// <summary>Of it, until the server was asked, began to answer, and had answered.</summary>
        public double Asked { get; init; }

        public double Answered { get; init; }

        public double Read { get; init; }
    }

    const string dragged =
        """
        async () => {
          const lanes = [...document.querySelectorAll('ol[data-lane]')].filter((lane) => lane.querySelectorAll('[data-stop]').length > 3);
          const turn = (window.turn = (window.turn ?? 0) + 3), from = lanes[turn % lanes.length], to = lanes[(turn + 1) % lanes.length];
          const stop = from.querySelectorAll('[data-stop]')[1], data = new DataTransfer();
          const part = document.querySelector('[data-board-part]');
          stop.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer: data }));
          to.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data }));
          const start = performance.now();
          const judged = new Promise((done, fail) => {
            setTimeout(() => fail(new Error('no answer in 20 s')), 20000);
            new MutationObserver((_, watch) => {
              watch.disconnect();
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
            }).observe(part, { attributeFilter: ['data-plan'] });
          });
          to.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
          const shown = await new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
          const took = await judged;
          const asked = performance.getEntriesByType('resource').filter((x) => x.initiatorType === 'fetch' && x.name.includes('/plan/') && x.startTime >= start).at(-1);
          return { shown, judged: took, asked: asked.requestStart - start, answered: asked.responseStart - start, read: asked.responseEnd - start };
        }
        """;
}
