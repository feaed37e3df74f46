using CretoAkka.Configuration;
using CretoAkka.Tests.Support;
using CretoAkka.Tests.Support.Virtual;
using CsCheck;

namespace CretoAkka.Tests.Sessions;

/// <summary>Two links under random histories, against a book that only counts.</summary>
[Trait("Decision", "D15")]
public class LinkModel
{
    private static readonly CretoSettings Settings = TestSettings.Of(VirtualNetworkTest.Peer);

    [Fact]
    public void Whatever_happens_each_message_ends_once_and_is_handed_over_at_most_once_to_a_process() =>
        Gen.Select(LinkHistory.Everything, Gen.Int).Sample((history, seed) =>
        {
            using var ledger = new LinkLedger(Settings);
            ledger.Play(history, seed);
            ledger.CheckReceived();
        }, iter: 25, threads: 1, print: t => LinkHistory.Print(t.Item1));

    [Fact]
    public void Where_wires_keep_order_everything_arrives_in_order_through_hangs_pauses_and_trips() =>
        LinkHistory.InOrder.Sample(history =>
        {
            using var ledger = new LinkLedger(Settings);
            ledger.Play(history, 0);
            ledger.CheckReceived();
            ledger.CheckOrder();
        }, iter: 25, threads: 1, print: LinkHistory.Print);
}
