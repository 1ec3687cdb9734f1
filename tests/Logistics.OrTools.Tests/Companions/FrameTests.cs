using Logistics.OrTools.Companions;

namespace Logistics.OrTools.Tests.Companions;

public sealed class FrameTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_frame_is_read_as_it_was_written()
    {
        using var stream = new MemoryStream();
        await new Frame(FrameKind.Linear, [1, 2, 3]).WriteAsync(stream, Cancellation);
        await new Frame(FrameKind.Hello, []).WriteAsync(stream, Cancellation);

        // "ORT1", kind 3, length 3, payload
        Assert.Equal([0x4F, 0x52, 0x54, 0x31, 3, 0, 0, 0, 3, 0, 0, 0, 1, 2, 3], stream.ToArray()[..15]);

        stream.Position = 0;
        var first = await Frame.ReadAsync(stream, Cancellation);
        Assert.Equal(FrameKind.Linear, first.Kind);
        Assert.Equal([1, 2, 3], first.Payload);
        Assert.Empty((await Frame.ReadAsync(stream, Cancellation)).Payload);
        await Assert.ThrowsAsync<EndOfStreamException>(() => Frame.ReadAsync(stream, Cancellation));
    }

    [Theory]
    [InlineData("Hello, world! This is no frame.")]
    [InlineData("ORT1xxxx\u007f\u007f\u007f\u007f")]
    public async Task Nonsense_is_not_waited_for(string text)
    {
        using var stream = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text));
        await Assert.ThrowsAsync<InvalidDataException>(() => Frame.ReadAsync(stream, Cancellation));
    }
}
