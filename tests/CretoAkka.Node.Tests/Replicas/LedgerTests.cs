using CretoAkka.Node.Replicas;

namespace CretoAkka.Node.Tests.Replicas;

public sealed class LedgerTests
{
    private readonly Ledger _ledger = new();

    public LedgerTests()
    {
        _ledger.Started("node-1");
        _ledger.Started("node-2");
    }

    [Fact]
    public void What_a_replica_executed_is_not_lost()
    {
        _ledger.Executed("node-2", "client", 7);
        _ledger.Acknowledged("client", 7);

        Assert.Equal(0, _ledger.Lost);
    }

    [Fact]
    public void What_no_replica_executed_is_lost()
    {
        _ledger.Executed("node-1", "client", 6);
        _ledger.Executed("node-1", "another", 7);
        _ledger.Acknowledged("client", 7);

        Assert.Equal(1, _ledger.Lost);
    }

    [Fact]
    public void A_replica_that_starts_empty_has_executed_nothing()
    {
        _ledger.Executed("node-1", "client", 7);
        _ledger.Started("node-1");
        _ledger.Acknowledged("client", 7);

        Assert.Equal(1, _ledger.Lost);
    }

    [Fact]
    public void An_older_request_that_is_executed_again_takes_nothing_back()
    {
        _ledger.Executed("node-1", "client", 7);
        _ledger.Executed("node-1", "client", 6);
        _ledger.Acknowledged("client", 7);

        Assert.Equal(0, _ledger.Lost);
    }
}
