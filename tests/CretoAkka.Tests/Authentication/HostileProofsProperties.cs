using System.Runtime.Serialization;
using CretoAkka.Tests.Support.Virtual;
using CsCheck;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Tests.Authentication;

/// <summary>True messages of b with a byte changed, bytes missing, or bytes more.</summary>
[Trait("Decision", "D18")]
public sealed class HostileProofsProperties : AuthenticNetworkTest
{
    [Fact]
    public void A_message_that_somebody_has_changed_changes_nothing()
    {
        var (a, b) = Acquainted();
        b.Circuits.Send(A, 1);
        Network.Pass(Ms(200));
        var before = Picture(a, B).ToString().Replace(Ignored(a), "", StringComparison.Ordinal);
        ISessionMessage[] messages =
            [Last<Hello>("b"), Last<Welcome>("b"), Last<Frame>("b"), Last<Acknowledged>("b")];
        Gen.Select(Gen.Int[0, messages.Length - 1], Gen.Int[0, 400], Gen.Byte[1, 255], Gen.Int[0, 2]).Sample(
            (which, at, change, how) =>
            {
                var bytes = Serializer.ToBinary(messages[which]);
                bytes[at % bytes.Length] ^= change;
                bytes = how switch
                {
                    0 => bytes[..(at % bytes.Length)],
                    1 => [.. bytes, change],
                    _ => bytes,
                };
                if (TryRead(bytes, Serializer.Manifest(messages[which])) is not { } read)
                    return;
                Network.Tell("a", read);
                Network.Settle();
                Assert.Equal(before, Picture(a, B).ToString().Replace(Ignored(a), "", StringComparison.Ordinal));
            }, iter: 1_000, threads: 1);

        b.Circuits.Send(A, 2);
        Network.Pass(Ms(1000));
        Assert.Equal([0, 1, 2], a.Received.Messages);
        Assert.Equal((0L, 3L), (b.Circuits.GetStats(A).Failures, b.Circuits.GetMessages(A).Ledger.Delivered));
        Assert.Empty(a.Errors);
        Assert.True(a.Circuits.UnauthenticatedMessages > 100);
    }

    private static string Ignored(VirtualNode node) => FormattableString.Invariant(
        $"Ignored = {node.Circuits.GetMessages(B).Ignored},");

    private static ISessionMessage? TryRead(byte[] bytes, string manifest)
    {
        try
        {
            return (ISessionMessage)Serializer.FromBinary(bytes, manifest);
        }
        catch (SerializationException)
        {
            return null;
        }
    }
}
