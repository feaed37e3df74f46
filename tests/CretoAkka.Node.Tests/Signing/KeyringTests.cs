using CretoAkka.Node.Signing;

namespace CretoAkka.Node.Tests.Signing;

public sealed class KeyringTests : IDisposable
{
    private static readonly byte[] Message = "PREPARE 1"u8.ToArray();

    private readonly Keyring _keys = new(["node-1", "node-2"]);
    private readonly byte[] _signature;

    public KeyringTests() => _signature = _keys.SignerOf("node-1").Sign(Message);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void What_its_signer_signed_is_believed() => Assert.True(_keys.Verify("node-1", Message, _signature));

    [Fact]
    public void Another_signers_signature_is_not() => Assert.False(_keys.Verify("node-2", Message, _signature));

    [Fact]
    public void Nobody_knows_a_strangers_signature() => Assert.False(_keys.Verify("node-3", Message, _signature));

    [Fact]
    public void A_key_of_the_same_name_from_another_run_is_not_believed()
    {
        using var others = new Keyring(["node-1", "node-2"]);

        Assert.False(others.Verify("node-1", Message, _signature));
        Assert.False(_keys.Verify("node-1", Message, others.SignerOf("node-1").Sign(Message)));
    }

    [Fact]
    public void A_signature_of_another_length_is_not_believed()
    {
        for (var length = 0; length < _signature.Length; length++)
            Assert.False(_keys.Verify("node-1", Message, _signature.AsSpan(0, length)));
        Assert.False(_keys.Verify("node-1", Message, [.. _signature, 0]));
    }

    [Fact]
    public void A_signature_in_which_any_bit_was_altered_is_not_believed()
    {
        for (var bit = 0; bit < 8 * _signature.Length; bit++)
            Assert.False(_keys.Verify("node-1", Message, Altered(_signature, bit)));
    }

    [Fact]
    public void A_message_in_which_any_bit_was_altered_is_not_believed()
    {
        for (var bit = 0; bit < 8 * Message.Length; bit++)
            Assert.False(_keys.Verify("node-1", Altered(Message, bit), _signature));
    }

    private static byte[] Altered(byte[] bytes, int bit)
    {
        var altered = (byte[])bytes.Clone();
        altered[bit / 8] ^= (byte)(1 << (bit % 8));
        return altered;
    }
}
