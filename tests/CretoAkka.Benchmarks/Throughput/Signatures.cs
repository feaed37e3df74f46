using System.Diagnostics;
using CretoAkka.Node.Signing;
using CretoAkka.Pbft.Signing;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>Everybody's keys, and how many signatures were made and checked with them. Thread-safe.</summary>
internal sealed class Signatures(Keyring keys) : IVerifier
{
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(1);

    private long _made;
    private long _checked;

    /// <summary>How many so far.</summary>
    public (long Made, long Checked) Count => (Interlocked.Read(ref _made), Interlocked.Read(ref _checked));

    /// <summary>Signs as somebody, and counts it.</summary>
    public ISigner SignerOf(string id) => new Counted(this, keys.SignerOf(id));

    /// <inheritdoc/>
    public bool Verify(string signer, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Interlocked.Increment(ref _checked);
        return keys.Verify(signer, message, signature);
    }

    /// <summary>What one costs in processor time while every processor makes or checks them.</summary>
    public static (TimeSpan Make, TimeSpan Check) Measure()
    {
        const string id = "node-1";
        using var keys = new Keyring([id]);
        var (signer, message) = (keys.SignerOf(id), new byte[120]);
        var signature = signer.Sign(message);
        return (CostOf(() => signer.Sign(message)), CostOf(() => keys.Verify(id, message, signature)));
    }

    private static TimeSpan CostOf(Action once)
    {
        var (count, before, began) = (0L, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            var own = 0L;
            for (; Stopwatch.GetElapsedTime(began) < Trial; own++)
                once();
            Interlocked.Add(ref count, own);
        });
        return (Environment.CpuUsage.TotalTime - before) / count;
    }

    private sealed class Counted(Signatures all, ISigner signer) : ISigner
    {
        public string Id => signer.Id;

        public byte[] Sign(ReadOnlySpan<byte> message)
        {
            Interlocked.Increment(ref all._made);
            return signer.Sign(message);
        }
    }
}
