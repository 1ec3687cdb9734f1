using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Microsoft.Extensions.DependencyInjection;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

/// <summary>The photo of a surplus: with the form or afterwards, seen by who is asked, and never a reason why nothing is declared.</summary>
public sealed partial class LotPhotosTests
{
    static readonly (string, string)[] fields =
        [("produit", "Courgettes"), ("famille", "fruit-and-vegetables"), ("quantite", "12,5"), ("froid", "ambient"), ("marque", "aucune"), ("de", "09:00"), ("jusque", "16:00")];

    static readonly CountedIds ids = new("lot-photos");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_that_comes_with_the_form_is_kept_without_what_cameras_add_and_can_be_changed_and_removed()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var visitor = await AssociationAsync(host, store);

        var done = await SendAsync(host, visitor, "don", await FormAsync(visitor), Pictures.Jpeg(), fields);

        Assert.EndsWith("&photo=gardee", done);
        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync(done, Stop));
        Assert.Contains("La photo est gardée.", page);
        var address = Image().Match(page).Groups[1].Value;
        var answer = await visitor.GetAsync(address, Stop);
        Assert.Equal(("image/jpeg", "nosniff"), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single()));
        var shown = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(Picture.Read(Pictures.Jpeg())!.Content, shown);
        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(shown));
        // Its own page has it, and the dispatcher's day.
        Assert.Contains(address, WebUtility.HtmlDecode(await visitor.GetStringAsync("/association", Stop)));
        var dispatcher = await host.DispatcherAsync();
        Assert.Contains(address, WebUtility.HtmlDecode(await dispatcher.GetStringAsync("/", Stop)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Visitor().GetAsync(address, Stop)).StatusCode);

        // Another in its place, by the same page; then none.
        var lot = Typed(page);
        Assert.EndsWith("photo=gardee#photo-du-lot", await SendAsync(host, visitor, "don?handler=photo", page, Pictures.Png(), lot));
        Assert.Equal("image/png", (await visitor.GetAsync(address, Stop)).Content.Headers.ContentType?.MediaType);
        // A correction of the lot leaves its photo alone.
        Assert.DoesNotContain("photo", await SendAsync(host, visitor, "don", page, null, [.. fields.Where(x => x.Item1 != "quantite"), ("quantite", "15")]));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(address, Stop)).StatusCode);
        Assert.EndsWith("photo=retiree#photo-du-lot", await SendAsync(host, visitor, "don?handler=retirerPhoto", page, null, lot));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address, Stop)).StatusCode);
        Assert.DoesNotContain(address, WebUtility.HtmlDecode(await dispatcher.GetStringAsync("/", Stop)));
        Assert.Contains("type=\"file\"", await visitor.GetStringAsync(done, Stop));
    }

    [Theory]
    [InlineData("too large", "trop-grande", "elle dépasse")]
    [InlineData("a script", "illisible", "n'est pas une photo")]
    [InlineData("no room", "pas-maintenant", "pas pu être gardée")]
    public async Task A_photo_that_cannot_be_kept_keeps_no_surplus_back_and_the_page_says_how_to_add_it(string what, string told, string words)
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var visitor = await AssociationAsync(host, store);
        if (what == "no room")
            Directory.Delete(host.Folder.Photos);

        var done = await SendAsync(
            host, visitor, "don", await FormAsync(visitor), what switch { "too large" => new byte[Picture.Largest + 1], "a script" => "<script>alert(1)</script>"u8.ToArray(), _ => Pictures.Jpeg() }, fields);

        Assert.EndsWith($"&photo={told}", done);
        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync(done, Stop));
        Assert.Contains("C'est noté.", page);
        Assert.Contains(words, page);
        Assert.Contains("Vous pouvez l'ajouter ci-dessous", page);
        Assert.DoesNotMatch(Image(), page);
        var (date, code) = (DateOnly.Parse(Hidden(page, "jour"), System.Globalization.CultureInfo.InvariantCulture), Hidden(page, "code"));
        Assert.Contains((await store.DeclarationsAsync(date, Stop))!.Value.Day.Lots, x => x.Code == code && x.Product == "Courgettes");
        if (what == "no room")
            Directory.CreateDirectory(host.Folder.Photos);
        // And so it is added.
        Assert.EndsWith("photo=gardee#photo-du-lot", await SendAsync(host, visitor, "don?handler=photo", page, Pictures.Webp(), Typed(page)));
        Assert.Matches(Image(), await visitor.GetStringAsync(done, Stop));
    }

    [Fact]
    public async Task With_what_must_be_mended_first_a_photo_is_to_be_chosen_again_and_is_not_kept()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var visitor = await AssociationAsync(host, store);

        var page = await SendAsync(host, visitor, "don", await FormAsync(visitor), Pictures.Jpeg(), [.. fields.Where(x => x.Item1 != "quantite"), ("quantite", "beaucoup")]);

        Assert.Contains("Votre photo est à choisir de nouveau", WebUtility.HtmlDecode(page));
        Assert.Contains("value=\"beaucoup\"", page);
        Assert.Empty(Directory.EnumerateFiles(host.Folder.Photos));
        // Longer than any photo makes it: refused, and the host goes on.
        Assert.Contains((await PostAsync(host, visitor, "don", new byte[30_000_000], fields)).StatusCode, (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge]);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/declarer/don", Stop)).StatusCode);
    }

    [Fact]
    public async Task Who_is_asked_for_it_or_drives_it_sees_it_and_another_is_told_what_is_told_of_no_photo()
    {
        var (store, post) = (new MemoryStore(), new KeptPost());
        // Tomorrow and not the day that pages mean by themselves: late in a day nobody is asked any more, early in one that day is the one they mean.
        var tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
        await using var host = await RunningHost.StartAsync(store, today: tomorrow, post: post);
        await host.ReadyAsync();
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(x => !x.NeedsPlan) && (await store.ProposalsAsync(tomorrow, Stop)).Count > 0, "every plan and its proposals");
        var day = (await host.Services.GetRequiredService<DayShelf>().CurrentAsync(tomorrow, Stop))!;
        var asked = (await store.ProposalsAsync(day.Plan.Date, Stop)).First(x => x.Proposal.Plan == day.Plan.AskedUnder).Proposal;
        var lot = day.Index[asked.Lot];
        var address = LotPhotoDesk.AddressOf(day.Plan.Date, lot.Code);
        var dispatcher = await host.DispatcherAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await dispatcher.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PhotosApiTests.PutAsync(host, dispatcher, address, Pictures.Jpeg())).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PhotosApiTests.PutAsync(host, dispatcher, address, new byte[Picture.Largest + 1])).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PhotosApiTests.PutAsync(host, dispatcher, address, "no photo"u8.ToArray())).StatusCode);

        var carried = day.Plan.Carriable().Where(x => x.Lot == lot.Id).Select(x => x.Id).ToHashSet();
        var drivers = day.Plan.Routes.ToLookup(x => x.Stops.SelectMany(y => y.Activities).Any(y => carried.Contains(y.Allocation)), x => x.Driver);
        var takers = day.Plan.Allocations.Where(x => x.Lot == lot.Id).Select(x => day.Index[x.Need].Recipient)
            .Concat((await store.ProposalsAsync(day.Plan.Date, Stop)).Where(x => x.Proposal.Lot == lot.Id).Select(x => x.Proposal.Recipient)).Append(lot.Donor).ToHashSet();
        var recipient = await AsAsync(host, $"association:{day.Index[asked.Recipient].Code}");
        Assert.Contains(address, WebUtility.HtmlDecode(await recipient.GetStringAsync($"/association?jour={tomorrow:yyyy-MM-dd}", Stop)));
        List<HttpClient> strangers = [await AsAsync(host, $"association:{day.Index.Day.Parties.First(x => !takers.Contains(x.Id) && day.Index.Day.Needs.Any(y => y.Recipient == x.Id)).Code}")];
        foreach (var driver in drivers[false].Except(drivers[true]).Take(1))
            strangers.Add(await AsAsync(host, $"driver:{day.Index[driver].Code}"));
        List<HttpClient> readers = [recipient, dispatcher];
        foreach (var driver in drivers[true].Take(1))
            readers.Add(await AsAsync(host, $"driver:{day.Index[driver].Code}"));

        foreach (var reader in readers)
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address, Stop)).StatusCode);
        foreach (var stranger in strangers)
        {
            var (theirs, none) = (await stranger.GetAsync(address, Stop), await stranger.GetAsync(LotPhotoDesk.AddressOf(day.Plan.Date, "no-such-lot"), Stop));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, none.StatusCode));
            Assert.Equal(Trace().Replace(await none.Content.ReadAsStringAsync(Stop), ""), Trace().Replace(await theirs.Content.ReadAsStringAsync(Stop), ""));
        }
        // Whoever is merely asked changes nothing.
        foreach (var other in strangers.Where((_, i) => i == 0).Append(recipient).Where(x => x != recipient || lot.Donor != asked.Recipient))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PhotosApiTests.PutAsync(host, other, address, Pictures.Png())).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(other, HttpMethod.Delete, address)).StatusCode);
        }

        // By the link of the letter: its own, and nothing by another's.
        var (token, foreign) = (await LinkAsync(host, store, post, asked.Recipient.Value, "asked@epicerie.example", day.Plan.Date), Token.New().Text);
        using var phone = host.Visitor();
        var page = WebUtility.HtmlDecode(await phone.GetStringAsync($"/p/{token}", Stop));
        var byLink = $"/p/{token}/photo/{Uri.EscapeDataString(lot.Code)}";
        Assert.Contains(byLink, page);
        var seen = await phone.GetAsync(byLink, Stop);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (seen.StatusCode, seen.Headers.CacheControl?.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/p/{foreign}/photo/{Uri.EscapeDataString(lot.Code)}", Stop)).StatusCode);
        var unasked = day.Index.Day.Lots.First(x => day.Plan.Allocations.All(y => y.Lot != x.Id || day.Index[y.Need].Recipient != asked.Recipient) && x.Id != lot.Id);
        Assert.Equal(HttpStatusCode.NoContent, (await PhotosApiTests.PutAsync(host, dispatcher, LotPhotoDesk.AddressOf(day.Plan.Date, unasked.Code), Pictures.Jpeg())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/p/{token}/photo/{Uri.EscapeDataString(unasked.Code)}", Stop)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(dispatcher, HttpMethod.Delete, address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(byLink, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(dispatcher, HttpMethod.Delete, address)).StatusCode);
    }

    /// <summary>Lets somebody speak for a partner, and has a plan made that asks it.</summary>
    static async Task<string> LinkAsync(RunningHost host, MemoryStore store, KeptPost post, Guid partner, string who, DateOnly date)
    {
        var token = Token.New();
        await store.People.InviteAsync(new(who, null, "fr", new(ids.Next(), Roles.Association, partner, null, who), null), new(token.Digest, DateTimeOffset.MaxValue), new(who, "", ""), Stop);
        await host.PostAsync(host.Visitor(follows: false), "/entrer/lien", ("jeton", token.Text));
        var (declared, _) = (await store.DeclarationsAsync(date, Stop))!.Value;
        await store.DeclareAsync(declared with { Notice = "Déclaré de nouveau." }, Stop);
        await RunningHost.EventuallyAsync(() => Task.FromResult(post.Letters.Any(x => x.Recipient == who && Link().IsMatch(x.Body))), "a letter that asks");
        return Link().Match(post.Letters.Last(x => x.Recipient == who && Link().IsMatch(x.Body)).Body).Groups[1].Value;
    }

    static async Task<HttpClient> AssociationAsync(RunningHost host, MemoryStore store)
    {
        await host.ReadyAsync();
        var day = (await store.DeclarationsAsync((await store.DaysAsync(Stop)).Max(x => x.Date), Stop))!.Value.Day;
        var party = day.Parties.First(party => day.Needs.Any(need => need.Recipient == party.Id) && day.Sites.Count(site => site.Party == party.Id) == 1);
        var visitor = host.Visitor(follows: false);
        await visitor.GetAsync("/", Stop);
        await host.PostAsync(visitor, "/role", ("role", $"association:{party.Code}"));
        return visitor;
    }

    static Task<string> FormAsync(HttpClient visitor) => visitor.GetStringAsync("/declarer/don", Stop);

    /// <returns>Where it leads, or the page.</returns>
    static async Task<string> SendAsync(RunningHost host, HttpClient visitor, string path, string page, byte[]? photo, params (string, string)[] fields)
    {
        using var answer = await PostAsync(host, visitor, path, photo, [.. fields, .. new[] { "code", "version", "jour", "lieu" }.Where(name => fields.All(field => field.Item1 != name)).Select(name => (name, Hidden(page, name)))]);
        return answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync(Stop);
    }

    static Task<HttpResponseMessage> PostAsync(RunningHost host, HttpClient visitor, string path, byte[]? photo, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        if (photo is not null)
        {
            var file = new ByteArrayContent(photo);
            // Neither name nor kind is believed.
            file.Headers.ContentType = new MediaTypeHeaderValue("image/svg+xml");
            form.Add(file, "photo", "../../access.key");
        }
        var request = new HttpRequestMessage(HttpMethod.Post, $"/declarer/{path}") { Content = form };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        // Whoever is refused by the length alone is told before all is said.
        request.Headers.ExpectContinue = photo?.Length > Picture.Largest;
        return visitor.SendAsync(request, Stop);
    }

    static (string, string)[] Typed(string page) => [("jour", Hidden(page, "jour")), ("code", Hidden(page, "code"))];

    static string Hidden(string page, string name) => Regex.Match(page, $"<input type=\"hidden\" name=\"{name}\"(?: value=\"([^\"]*)\")?").Groups[1].Value is { Length: > 0 } value ? value
        : Regex.Match(page, $"<select id=\"{name}\"[\\s\\S]*?<option value=\"([^\"]+)\" selected").Groups[1].Value;

    [GeneratedRegex("<img src=\"(/api/v1/days/[^\"]+/photo)\"")]
    private static partial Regex Image();

    [GeneratedRegex("/p/([A-Za-z0-9_-]{20,})")]
    private static partial Regex Link();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
