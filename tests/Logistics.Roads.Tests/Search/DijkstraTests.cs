using Logistics.Roads.Graph;
using Logistics.Roads.Search;

namespace Logistics.Roads.Tests.Search;

public sealed class DijkstraTests
{
    //        (9 ms, 50 dm)
    //      0 -------------> 1
    //      |                ^
    //      | (4, 10)        | (5, 30): as quick by 2, and 10 dm shorter
    //      +-----> 2 -------+
    static readonly SearchGraph triangle = new()
    {
        FirstLink = [0, 2, 2, 3],
        LinkTo = [1, 2, 1],
        LinkWeight = [Weight.Of(9, 50), Weight.Of(4, 10), Weight.Of(5, 30)],
    };

    [Fact]
    public void Of_equally_quick_paths_the_shorter_is_taken()
    {
        var search = new Dijkstra(triangle);
        search.Run([new(0, 0)], [1]);
        Assert.Equal(Weight.Of(9, 40), search.LabelOf(1));
        Assert.Equal(2, search.ParentOf(1));
        Assert.Equal(0, search.ParentOf(2));
        Assert.Equal(-1, search.ParentOf(0));
    }

    [Fact]
    public void A_search_forgets_the_one_before()
    {
        var search = new Dijkstra(triangle);
        search.Run([new(0, 0)], [1]);
        search.Run([new(2, Weight.Of(1, 5))], [0, 1]);
        Assert.Equal(Weight.Of(6, 35), search.LabelOf(1)); // (1, 5) and the link of (5, 30)
        Assert.Equal(Weight.Unreachable, search.LabelOf(0));
    }

    [Fact]
    public void The_heap_gives_back_what_a_sort_would()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            var heap = new IndexedHeap(100);
            var keys = new Dictionary<int, long>();
            for (var i = 0; i < 200; i++)
            {
                var item = random.Next(100);
                var key = keys.TryGetValue(item, out var known) ? known - random.Next(5) : random.Next(1000);
                keys[item] = key;
                heap.Push(item, key);
            }
            var popped = new List<long>();
            while (heap.Count > 0)
            {
                var key = heap.MinKey;
                Assert.True(keys[heap.Pop()] == key, $"seed {seed}");
                popped.Add(key);
            }
            Assert.True(popped.SequenceEqual(keys.Values.Order()), $"seed {seed}");
        }
    }
}
