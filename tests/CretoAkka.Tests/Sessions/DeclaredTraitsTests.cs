using Akka.Actor;
using CretoAkka.Core.Queues;
using CretoAkka.Tests.Support.Virtual;
using static CretoAkka.Circuits.CircuitProtocol;

namespace CretoAkka.Tests.Sessions;

/// <summary>Traits that are declared once for a type.</summary>
[Trait("Decision", "D15")]
public sealed class DeclaredTraitsTests : VirtualNetworkTest
{
    [Fact]
    public void A_type_that_is_declared_has_its_traits_unless_the_sender_says_otherwise()
    {
        var (a, _) = Joined();
        Quarantine(a, B);
        a.Circuits.DeclareTraits<Vote>(v => new MessageTraits { SupersedeKey = $"{v.Place}", Version = v.View });
        a.Circuits.DeclareTraits<Alarm>(_ => new MessageTraits { Class = MessageClass.Critical });
        a.Circuits.Send(B, new Vote(1, 1));
        a.Circuits.Broadcast(new Vote(1, 2));
        a.Circuits.Send(B, new Vote(1, 3), MessageTraits.Default);
        a.Circuits.Send(B, new LoudAlarm());
        a.Circuits.Send(B, "undeclared");
        Network.Settle();

        var stats = a.Circuits.GetMessages(B);
        Assert.Equal((3, 1L, 1), (stats.Normal.Waiting, stats.Normal.Ledger.Superseded, stats.Critical.Waiting));
    }

    [Fact]
    public void What_the_setup_declares_holds_from_the_start_and_a_later_declaration_replaces_it()
    {
        var setup = new PeerCircuitsSetup().DeclareTraits<Alarm>(_ => new MessageTraits { Class = MessageClass.Bulk });
        var table = new CretoAkka.Sessions.TraitsTable(setup.Traits);
        setup.DeclareTraits<Alarm>(_ => MessageTraits.Default);
        Assert.Equal(MessageClass.Bulk, table.Of(new LoudAlarm()).Class);
        table.Declare<LoudAlarm>(_ => new MessageTraits { Class = MessageClass.Critical });
        Assert.Equal(MessageClass.Critical, table.Of(new LoudAlarm()).Class);
        Assert.Same(MessageTraits.Default, table.Of(1));
    }

    [Fact]
    public void A_declaration_that_throws_is_the_senders_to_know()
    {
        var (a, _) = Joined();
        a.Circuits.DeclareTraits<Alarm>(_ => throw new NotSupportedException("no alarms"));
        var receipts = new RecordingRef(a.System);
        a.Circuits.Supervisor.Tell(new Send(B, new Alarm(), null, Receipt: true), receipts);
        a.Circuits.Supervisor.Tell(new Send(B, new Alarm(), null), ActorRefs.NoSender);
        Network.Settle();

        Assert.Equal(
            [new Rejected(B, "The traits of a Alarm cannot be told: no alarms", null)], receipts.Messages);
        Assert.Empty(a.Errors);
    }

    private sealed record Vote(int Place, int View) : IWritten;

    private record Alarm : IWritten;

    private sealed record LoudAlarm : Alarm;
}
