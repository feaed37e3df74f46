using System.Buffers.Binary;

namespace CretoAkka.Node.Experiments.Traffic;

/// <summary>One message of an experiment: what it is at the front, and bytes that make it as long as a vote.</summary>
/// <param name="Bytes">Never changed after this.</param>
internal sealed record Vote(byte[] Bytes)
{
    /// <summary>Bytes of every vote.</summary>
    public const int Size = 1024;

    /// <summary>The key of a critical message, which supersedes nothing.</summary>
    public const int CriticalKey = -1;

    /// <summary>The key of a ping, which its target sends back.</summary>
    public const int PingKey = -2;

    private const int VersionAt = sizeof(int);
    private const int StampAt = VersionAt + sizeof(long);

    /// <summary>Makes one.</summary>
    /// <param name="key">What it votes on, or one of the two keys above.</param>
    /// <param name="version">Which vote on that; higher is newer.</param>
    /// <param name="stamp">When it was sent, on the machine's clock: see <see cref="MachineClock"/>.</param>
    public Vote(int key, long version, TimeSpan stamp) : this(new byte[Size])
    {
        BinaryPrimitives.WriteInt32LittleEndian(Bytes, key);
        BinaryPrimitives.WriteInt64LittleEndian(Bytes.AsSpan(VersionAt), version);
        BinaryPrimitives.WriteInt64LittleEndian(Bytes.AsSpan(StampAt), stamp.Ticks);
    }

    /// <summary>What it votes on.</summary>
    public int Key => BinaryPrimitives.ReadInt32LittleEndian(Bytes);

    /// <summary>Which vote on that.</summary>
    public long Version => BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(VersionAt));

    /// <summary>When it was sent.</summary>
    public TimeSpan Stamp => TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(StampAt)));
}
