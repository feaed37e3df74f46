using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Tests.Support;
using CsCheck;

namespace CretoAkka.Pbft.Tests.Store;

/// <summary>The dumb twin: a list of all writes, read backwards.</summary>
public class KeyValueStoreModel
{
    private sealed class Twin
    {
        private readonly List<(string Key, string Value)> _writes = [];

        public int Count => _writes.Select(w => w.Key).Distinct().Count();

        public KeyValueResult Put(string key, string value)
        {
            _writes.Add((key, value));
            return new(KeyValueStatus.Stored);
        }

        public KeyValueResult Get(string key)
        {
            var found = _writes.FindLastIndex(w => w.Key == key);
            return found < 0
                ? new(KeyValueStatus.NotFound)
                : new(KeyValueStatus.Found, Operations.Text(_writes[found].Value));
        }
    }

    // Any bytes, and bytes that begin like an operation.
    private static readonly Gen<byte[]> Rubbish = Gen.OneOf(
        Gen.Byte.Array[0, 30],
        Gen.Select(
            Gen.Byte[0, 3], Gen.Byte[0, 4], Gen.Byte.Array[0, 8], (tag, n, rest) => (byte[])[tag, 0, n, .. rest]));

    private static readonly Gen<(string Key, string? Value)[]> History = Gen.Select(
        Gen.OneOf("a", "b", "ab", "é"),
        Gen.OneOf(Gen.Const((string?)null), Gen.OneOf("", "1", "22").Select(v => (string?)v))).Array[0, 60];

    [Fact]
    public void The_store_answers_like_a_list_of_all_writes() => History.Sample(
        history =>
        {
            var (store, twin) = (new KeyValueStore(), new Twin());
            foreach (var (key, value) in history)
            {
                var expected = value is null ? twin.Get(key) : twin.Put(key, value);
                var operation = value is null ? Operations.Get(key) : Operations.Put(key, value);
                Assert.Equal(expected.Encode(), store.Apply(operation.Span));
                Assert.Equal(twin.Count, store.Count);
            }
        },
        iter: 2_000);

    [Fact]
    public void Equal_digests_mean_equal_states_and_reads_change_nothing() => Gen.Select(History, History).Sample(
        (left, right) =>
        {
            var (a, b) = (Run(left), Run(right));
            Assert.Equal(Same(left, right), a.Digest() == b.Digest());
            Assert.Equal(a.Digest(), Run([.. left.Where(o => o.Value is not null)]).Digest());
        },
        iter: 2_000);

    private static bool Same((string Key, string? Value)[] left, (string Key, string? Value)[] right) =>
        Final(left).OrderBy(p => p.Key, StringComparer.Ordinal)
            .SequenceEqual(Final(right).OrderBy(p => p.Key, StringComparer.Ordinal));

    private static Dictionary<string, string> Final((string Key, string? Value)[] history)
    {
        var state = new Dictionary<string, string>();
        foreach (var (key, value) in history)
            if (value is not null)
                state[key] = value;
        return state;
    }

    private static KeyValueStore Run((string Key, string? Value)[] history)
    {
        var store = new KeyValueStore();
        foreach (var (key, value) in history)
            store.Apply((value is null ? Operations.Get(key) : Operations.Put(key, value)).Span);
        return store;
    }

    [Fact]
    public void Any_bytes_are_answered_and_what_decodes_encodes_to_the_same() => Rubbish.Sample(
        bytes =>
        {
            var status = KeyValueResult.TryDecode(new KeyValueStore().Apply(bytes).Span)!.Value.Status;
            var operation = KeyValueOperation.TryDecode(bytes);
            Assert.Equal(operation is null, status == KeyValueStatus.Invalid);
            if (operation is not null)
                Assert.Equal(bytes, operation.Encode().Span.ToArray());
        },
        iter: 20_000);
}
