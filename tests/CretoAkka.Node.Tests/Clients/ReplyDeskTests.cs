using CretoAkka.Node.Clients;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Messages;

namespace CretoAkka.Node.Tests.Clients;

public sealed class ReplyDeskTests : IDisposable
{
    private readonly Keyring _keys = new(["node-1"]);
    private readonly ReplyDesk _desk = new(["client/0"]);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task A_reply_reaches_who_asked_before_it_and_who_asks_after_it()
    {
        var early = _desk.ReplyAsync("client/0", 5);
        Assert.False(early.IsCompleted);

        Assert.True(_desk.TryTake(Reply("client/0", 5)));

        Assert.Equal(Reply("client/0", 5), await early);
        Assert.Equal(Reply("client/0", 5), await _desk.ReplyAsync("client/0", 5));
    }

    [Fact]
    public async Task Who_asks_for_something_newer_waits_no_more_for_what_was_before()
    {
        var old = _desk.ReplyAsync("client/0", 5);
        var recent = _desk.ReplyAsync("client/0", 6);

        Assert.Null(await old);
        Assert.True(_desk.TryTake(Reply("client/0", 5)));
        Assert.False(recent.IsCompleted);
        Assert.True(_desk.TryTake(Reply("client/0", 6)));
        Assert.Equal(Reply("client/0", 6), await recent);
    }

    [Fact]
    public async Task A_late_or_repeated_older_question_does_not_displace_a_newer_one()
    {
        var recent = _desk.ReplyAsync("client/0", 6);

        Assert.Null(await _desk.ReplyAsync("client/0", 5));
        Assert.False(recent.IsCompleted);
        Assert.True(_desk.TryTake(Reply("client/0", 6)));
        Assert.Equal(Reply("client/0", 6), await recent);
    }

    [Fact]
    public async Task An_older_reply_does_not_replace_a_newer_one()
    {
        _desk.TryTake(Reply("client/0", 6));
        _desk.TryTake(Reply("client/0", 5));

        Assert.Equal(Reply("client/0", 6), await _desk.ReplyAsync("client/0", 6));
        Assert.Null(await _desk.ReplyAsync("client/0", 5));
    }

    [Fact]
    public void Others_replies_are_not_taken()
    {
        Assert.False(_desk.TryTake(Reply("client/1", 5)));
        Assert.False(_desk.Knows("client/1"));
        Assert.True(_desk.Knows("client/0"));
    }

    // Ed25519 is deterministic: the same reply has the same bytes.
    private SignedMessage Reply(string client, long timestamp) =>
        SignedMessage.Sign(new Reply("node-1", 0, client, timestamp, default), _keys.SignerOf("node-1"));
}
