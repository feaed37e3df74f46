using CretoAkka.Benchmarks.Ratios;
using Polly;
using Polly.CircuitBreaker;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>P3: refusal while open.</summary>
internal sealed class RefusalCases
{
    private readonly PeerCircuits _circuits;
    private readonly PeerId _peer = MeasuredNode.Peer(502);
    private readonly ResiliencePipeline _polly = PollyPeer.Open();

    public RefusalCases(MeasuredNode node)
    {
        _circuits = node.Circuits;
        _circuits.ForceOpen(_peer);
    }

    public IEnumerable<Comparison> All()
    {
        var answer = Work.Sync("PeerCircuits.TryExecuteAsync", Answered);
        var thrown = Work.Sync("Polly's exception", PollyThrows);
        yield return new Comparison("P3", "refusal as an answer", answer, thrown, 0.05) { BytesBound = 0 };
        yield return new Comparison(
            "P3a", "refusal as an answer", answer, Work.Sync("Polly's ExecuteOutcomeAsync", PollyOutcome), 0.3)
        {
            BytesBound = 0,
        };
        yield return new Comparison("P3b", "refusal as an exception", Work.Sync("ours", Throws), thrown, 0.7);
    }

    private void Answered(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var answer = _circuits.TryExecuteAsync(_peer, Operations.AtOnce, i);
            if (!answer.IsCompletedSuccessfully || answer.Result.Rejection is null)
                throw new InvalidOperationException("An open circuit admitted.");
        }
    }

    private void Throws(int times)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                _circuits.ExecuteAsync(_peer, Operations.AtOnce, i).AsTask().GetAwaiter().GetResult();
                throw new InvalidOperationException("An open circuit admitted.");
            }
            catch (CircuitOpenException)
            {
            }
        }
    }

    private void PollyThrows(int times)
    {
        for (var i = 0; i < times; i++)
        {
            try
            {
                _polly.ExecuteAsync(static (s, ct) => Operations.AtOnce(s, ct), i).AsTask().GetAwaiter().GetResult();
                throw new InvalidOperationException("An open circuit admitted.");
            }
            catch (BrokenCircuitException)
            {
            }
        }
    }

    private void PollyOutcome(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var context = ResilienceContextPool.Shared.Get();
            var outcome = _polly
                .ExecuteOutcomeAsync(static (_, s) => Outcome.FromResultAsValueTask(s), context, i)
                .AsTask().GetAwaiter().GetResult();
            ResilienceContextPool.Shared.Return(context);
            if (outcome.Exception is not BrokenCircuitException)
                throw new InvalidOperationException("An open circuit admitted.");
        }
    }
}
