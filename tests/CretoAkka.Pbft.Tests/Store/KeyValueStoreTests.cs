using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;
using CretoAkka.Pbft.Tests.Support;

namespace CretoAkka.Pbft.Tests.Store;

public class KeyValueStoreTests
{
    private readonly KeyValueStore _store = new();

    private KeyValueResult Apply(Bytes operation) => KeyValueResult.TryDecode(_store.Apply(operation.Span).Span)!.Value;

    [Fact]
    public void A_value_that_was_put_is_found()
    {
        Assert.Equal(new(KeyValueStatus.NotFound), Apply(Operations.Get("a")));
        Assert.Equal(new(KeyValueStatus.Stored), Apply(Operations.Put("a", "1")));
        Assert.Equal(new(KeyValueStatus.Found, Operations.Text("1")), Apply(Operations.Get("a")));
    }

    [Fact]
    public void An_empty_value_is_a_value()
    {
        Apply(Operations.Put("a", ""));
        Assert.Equal(new(KeyValueStatus.Found), Apply(Operations.Get("a")));
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public void Keys_compare_by_their_characters_not_by_a_culture()
    {
        Apply(Operations.Put("é", "composed"));
        Assert.Equal(new(KeyValueStatus.NotFound), Apply(Operations.Get("e\u0301")));
        Assert.Equal(new(KeyValueStatus.NotFound), Apply(Operations.Get("É")));
    }

    [Fact]
    public void Keys_and_values_at_their_bounds_fit_and_the_result_fits_a_reply()
    {
        var (key, value) = (new string('k', KeyValueLimits.Key), new string('v', KeyValueLimits.Value));
        var put = Operations.Put(key, value);
        Assert.True(put.Length <= MessageLimits.Operation);
        Assert.Equal(KeyValueStatus.Stored, Apply(put).Status);
        Assert.InRange(_store.Apply(Operations.Get(key).Span).Length, KeyValueLimits.Value, MessageLimits.Result);
    }

    [Fact]
    public void Operations_out_of_bounds_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => new KeyValueOperation.Get(""));
        Assert.Throws<ArgumentException>(() => new KeyValueOperation.Get(new string('k', KeyValueLimits.Key + 1)));
        Assert.Throws<ArgumentException>(
            () => new KeyValueOperation.Put("k", Bytes.Of(new byte[KeyValueLimits.Value + 1])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("010000")]
    [InlineData("01000261")]
    [InlineData("0300016161")]
    [InlineData("010001FF61")]
    [InlineData("0200016161")]
    public void Bytes_that_are_no_operation_are_invalid_and_change_nothing(string hex)
    {
        var before = _store.Digest();
        Assert.Equal(new(KeyValueStatus.Invalid), Apply(Bytes.Of(Convert.FromHexString(hex))));
        Assert.Equal(before, _store.Digest());
    }

    [Fact]
    public void A_full_store_refuses_new_keys_and_still_overwrites_old_ones()
    {
        var store = new KeyValueStore(maxKeys: 1);
        store.Apply(Operations.Put("a", "1").Span);
        Assert.Equal(new KeyValueResult(KeyValueStatus.Full).Encode(), store.Apply(Operations.Put("b", "1").Span));
        Assert.Equal(new KeyValueResult(KeyValueStatus.Stored).Encode(), store.Apply(Operations.Put("a", "2").Span));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void The_digest_tells_states_apart_that_spell_the_same()
    {
        var other = new KeyValueStore();
        _store.Apply(Operations.Put("ab", "c").Span);
        other.Apply(Operations.Put("a", "bc").Span);
        Assert.NotEqual(_store.Digest(), other.Digest());
    }

    [Fact]
    public void The_digest_does_not_depend_on_the_order_of_different_keys_and_changes_with_every_write()
    {
        var other = new KeyValueStore();
        _store.Apply(Operations.Put("a", "1").Span);
        var before = _store.Digest();
        _store.Apply(Operations.Put("b", "2").Span);
        Assert.NotEqual(before, _store.Digest());

        other.Apply(Operations.Put("b", "2").Span);
        other.Apply(Operations.Put("a", "1").Span);
        Assert.Equal(_store.Digest(), other.Digest());
    }
}
