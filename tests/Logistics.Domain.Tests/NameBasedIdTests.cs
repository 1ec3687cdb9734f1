namespace Logistics.Domain.Tests;

public sealed class NameBasedIdTests
{
    [Fact]
    public void The_example_of_the_RFC_comes_out() =>
        // RFC 9562, appendix A.4: www.example.com in the DNS name space.
        Assert.Equal(
            new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"),
            NameBasedId.Derive(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    [Fact]
    public void Another_name_or_another_space_is_another_id()
    {
        var id = NameBasedId.Derive(NameBasedId.Root, "lot-1");
        Assert.NotEqual(id, NameBasedId.Derive(NameBasedId.Root, "lot-2"));
        Assert.NotEqual(id, NameBasedId.Derive(id, "lot-1"));
    }
}
