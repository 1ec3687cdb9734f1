using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Logistics.Host.Push;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>What is sealed is what the standards say: byte by byte the example of RFC 8291, and open to a receiver of its own making.</summary>
public sealed class SealedMessageTests
{
    const string Plain = "When I grow up, I want to be a watermelon";

    /// <summary>RFC 8291, section 5 and appendix A.</summary>
    [Fact]
    public void The_example_of_the_standard_comes_out_byte_by_byte()
    {
        var sender = Base64Url.DecodeFromChars("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var own = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64Url.DecodeFromChars("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            Q = new() { X = sender[1..33], Y = sender[33..] },
        });

        var message = SealedMessage.Seal(
            Encoding.UTF8.GetBytes(Plain), Base64Url.DecodeFromChars("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Base64Url.DecodeFromChars("BTBZMqHH6r4Tts7J_aSIgg"), own, Base64Url.DecodeFromChars("DGv6ra1nlYgDCS1FRnbzlw"), padded: 0);

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(message));
    }

    [Fact]
    public void A_receiver_opens_it_and_its_length_tells_nothing()
    {
        using var browser = new Browser();
        var messages = ((string[])["", Plain, new('é', SealedMessage.Padded / 2)]).Select(x => (Said: x, Sealed: SealedMessage.Seal(Encoding.UTF8.GetBytes(x), browser.Key, browser.Secret))).ToList();

        Assert.All(messages, x => Assert.Equal(x.Said, browser.Open(x.Sealed)));
        Assert.Single(messages.Select(x => x.Sealed.Length).Distinct());
        // Nothing is drawn twice, and nobody else opens it.
        Assert.NotEqual(messages[0].Sealed[..86], messages[1].Sealed[..86]);
        using var another = new Browser();
        Assert.ThrowsAny<CryptographicException>(() => another.Open(messages[1].Sealed));
    }

    [Fact]
    public void A_key_that_is_no_point_of_the_curve_is_known_for_one()
    {
        using var browser = new Browser();
        var beside = browser.Key;
        beside[^1] ^= 1;

        Assert.True(SealedMessage.IsKey(browser.Key));
        Assert.All((byte[][])[beside, new byte[65], browser.Key[..64], [2, .. browser.Key[1..33]]], x => Assert.False(SealedMessage.IsKey(x)));
    }

    [Fact]
    public void Keys_of_an_instance_are_a_pair_or_nothing()
    {
        var (keys, others) = (ApplicationKeys.Make(), ApplicationKeys.Make());

        Assert.True(ApplicationKeys.TryRead(keys.PublicText, keys.PrivateText, out var read));
        Assert.Equal(keys.PublicText, read.PublicText);
        Assert.Equal(87, keys.PublicText.Length);
        Assert.DoesNotContain(keys.PrivateText, keys.ToString());
        foreach (var (said, secret) in new[]
        {
            (keys.PublicText, others.PrivateText), (keys.PrivateText, keys.PublicText), ("", ""), (keys.PublicText[1..], keys.PrivateText), (keys.PublicText, Base64Url.EncodeToString(new byte[32])),
        })
            Assert.False(ApplicationKeys.TryRead(said, secret, out _));
    }
}
