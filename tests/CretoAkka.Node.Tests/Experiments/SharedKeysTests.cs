using CretoAkka.Node.Signing;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class SharedKeysTests
{
    private static readonly byte[] Message = [1, 2, 3];

    [Fact]
    public void Processes_with_the_same_secret_believe_each_other_and_nobody_else()
    {
        using var one = new Keyring(["a", "b"], "secret");
        using var other = new Keyring(["a", "b"], "secret");
        using var stranger = new Keyring(["a", "b"], "another");
        var signature = one.SignerOf("a").Sign(Message);

        Assert.True(other.Verify("a", Message, signature));
        Assert.False(other.Verify("b", Message, signature));
        Assert.False(stranger.Verify("a", Message, signature));
    }
}
