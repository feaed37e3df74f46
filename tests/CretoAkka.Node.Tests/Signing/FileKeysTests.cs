using CretoAkka.Node.Signing;

namespace CretoAkka.Node.Tests.Signing;

public sealed class FileKeysTests : IDisposable
{
    private static readonly string[] Members = ["node-1", "node-2", "node-3", "node-4"];
    private static readonly byte[] Message = "PREPARE 1"u8.ToArray();

    private readonly TemporaryDirectory _directory = new();
    private readonly KeyDirectory _keys;

    public FileKeysTests()
    {
        _keys = new KeyDirectory(_directory.Path);
        _keys.Make([.. Members, "client"]);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("node-1", "node-1", true)]
    [InlineData("node-1", "node-1/15", true)] // a client that it speaks for
    [InlineData("client", "client/63", true)]
    [InlineData("node-1", "node-2", false)]
    [InlineData("node-1", "client/0", false)]
    [InlineData("node-1", "node-1/16", false)] // as many as are agreed
    [InlineData("client", "client/64", false)]
    [InlineData("node-1", "stranger", false)]
    public void Others_believe_whom_a_key_may_sign_for(string owner, string id, bool believed)
    {
        using var signer = new FileKeys(_keys, owner, Members);
        using var other = new FileKeys(_keys, "node-3", Members);

        Assert.Equal(believed, other.Verify(id, Message, signer.SignerOf(id).Sign(Message)));
    }

    [Fact]
    public void A_pair_that_is_none_is_refused()
    {
        File.Copy(_keys.PublicOf("node-2"), _keys.PublicOf("node-1"), overwrite: true);

        var refused = Assert.Throws<KeyFileException>(() => new FileKeys(_keys, "node-1", Members));

        Assert.EndsWith("are no pair: expected the two that were made together.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node-3")]
    [InlineData("client")]
    public void One_key_may_not_be_two_parties(string other)
    {
        File.Copy(_keys.PublicOf("node-2"), _keys.PublicOf(other), overwrite: true);

        var refused = Assert.Throws<KeyFileException>(() => new FileKeys(_keys, "node-1", Members));

        Assert.EndsWith("are one key: expected a key of its own for each.", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_keys.PublicOf(other), refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node-1.key", "is no private key of Ed25519 in PEM.")]
    [InlineData("node-4.pub", "is no public key of Ed25519 in PEM.")]
    public void A_file_that_is_no_key_is_named(string file, string what)
    {
        File.WriteAllText(_directory[file], "scrambled");

        Assert.Equal(
            $"{_directory[file]} {what}",
            Assert.Throws<KeyFileException>(() => new FileKeys(_keys, "node-1", Members)).Message);
    }

    [Fact]
    public void Nobody_else_may_read_a_private_key()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_keys.PrivateOf("node-1")));
    }
}
