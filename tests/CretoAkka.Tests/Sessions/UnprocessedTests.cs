using CretoAkka.Sessions;

namespace CretoAkka.Tests.Sessions;

[Trait("Decision", "D18")]
public class UnprocessedTests
{
    [Fact]
    public void No_more_messages_are_open_than_the_bound_whatever_numbers_a_sender_gives_them()
    {
        var unprocessed = new Unprocessed(first: 1, most: 3);
        long?[] deliveries = [.. Enumerable.Range(1, 5).Select(number => unprocessed.Add(number * 1000, bytes: 7))];
        Assert.Equal([1, 2, 3, null, null], deliveries);

        Assert.Equal((2000, 7), unprocessed.Remove(2));
        Assert.Equal(4, unprocessed.Add(9000, bytes: 7));
    }
}
