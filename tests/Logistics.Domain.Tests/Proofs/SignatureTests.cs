using Logistics.Domain.Proofs;

namespace Logistics.Domain.Tests.Proofs;

public sealed class SignatureTests
{
    [Theory]
    [InlineData("M0 0L999 399")]
    [InlineData("M120 80L130 94L151 90M300 10L300 10")]
    public void Lines_on_the_sheet_are_a_signature(string path) => Assert.Equal(path, Signature.Read(path)?.Path);

    [Theory]
    [InlineData("")]
    [InlineData("M10 10")]
    [InlineData("L10 10L20 20")]
    [InlineData("M10 10L1000 20")]
    [InlineData("M10 10L20 400")]
    [InlineData("M10 10L20 -4")]
    [InlineData("M10 10L20 20\n")]
    [InlineData("M10 10C20 20 30 30 40 40")]
    [InlineData("M10 10L20 20\"/><script>alert(1)</script>")]
    public void Whatever_else_is_sent_is_none(string path) => Assert.Null(Signature.Read(path));

    [Fact]
    public void What_is_longer_than_a_device_sends_is_none()
    {
        var most = $"M0 0{string.Concat(Enumerable.Repeat("L10 100", 570))}";
        Assert.Equal(Signature.Longest, (most + "L10 10").Length);
        Assert.NotNull(Signature.Read(most + "L10 10"));
        Assert.Null(Signature.Read(most + "L10 100"));
    }
}
