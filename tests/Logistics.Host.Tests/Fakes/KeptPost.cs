using Logistics.Host.Access;
using Logistics.Host.Mail;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Keeps letters for the test to read, or refuses them as a mail server that is away does.</summary>
sealed partial class KeptPost : IPost
{
    readonly Lock door = new();
    readonly List<Letter> letters = [];

    public bool IsAway { get; set; }

    public int Refused { get; private set; }

    public IReadOnlyList<Letter> Letters
    {
        get
        {
            lock (door)
                return [.. letters];
        }
    }

    public Task SendAsync(Letter letter, CancellationToken cancellation)
    {
        lock (door)
        {
            if (IsAway)
            {
                Refused++;
                return Task.FromException(new PostException("away"));
            }
            letters.Add(letter);
        }
        return Task.CompletedTask;
    }

    /// <summary>The address of the link in the latest letter to somebody, once it arrived.</summary>
    public async Task<Uri> LinkToAsync(string recipient, int count = 1)
    {
        await RunningHost.EventuallyAsync(() => Task.FromResult(Letters.Count(letter => letter.Recipient == recipient) >= count), $"letter {count} to {recipient}");
        return LinkIn(Letters.Last(letter => letter.Recipient == recipient).Body);
    }

    public static Uri LinkIn(string text) => new(Link().Match(text).Value);

    [System.Text.RegularExpressions.GeneratedRegex(@"http://\S+/entrer/lien/\S+")]
    private static partial System.Text.RegularExpressions.Regex Link();
}
