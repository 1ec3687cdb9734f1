using System.Text;
using Logistics.Host.Photos;

namespace Logistics.Host.Tests;

public sealed class PictureTests
{
    public static TheoryData<string, byte[]> Kinds => new() { { "image/jpeg", Pictures.Jpeg() }, { "image/png", Pictures.Png() }, { "image/webp", Pictures.Webp() } };

    [Theory, MemberData(nameof(Kinds))]
    public void What_tells_where_it_was_taken_goes_and_what_shows_it_stays(string type, byte[] sent)
    {
        var picture = Picture.Read(sent)!;

        var text = Encoding.Latin1.GetString(picture.Content);
        Assert.Equal(type, picture.MediaType);
        Assert.DoesNotContain(Pictures.Secret, text);
        foreach (var kept in type switch { "image/jpeg" => (string[])["JFIF", "ICC_PROFILE", "table", "huffman", "scan"], "image/png" => ["IHDR", "pixels", "IEND"], _ => ["VP8X", "VP8 "] })
            Assert.Contains(kept, text);
        // Cleaned again it is the same, so its id is of what is kept.
        Assert.Equal(picture.Content, Picture.Read(picture.Content)!.Content);
        Assert.Equal(picture.Id, Picture.Read(picture.Content)!.Id);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_is_cut_off_anywhere_is_no_photo_and_never_an_error(string type, byte[] sent)
    {
        Assert.NotEmpty(type);
        var whole = Picture.Read(sent)!.Content.Length;
        for (var length = 0; length < whole - 1; length++)
            Assert.Null(Picture.Read(Picture.Read(sent)!.Content[..length]));
        var random = new Random(1);
        for (var i = 0; i < 5000; i++)
        {
            var broken = (byte[])sent.Clone();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            _ = Picture.Read(broken);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("%PDF-1.7")]
    [InlineData("RIFF....WAVE........")]
    public void Anything_else_is_no_photo(string content) => Assert.Null(Picture.Read(Encoding.ASCII.GetBytes(content)));
}
