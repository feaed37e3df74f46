using System.Reflection;
using System.Runtime.Serialization;

namespace CretoAkka.Tests.Peers;

public class PeerIdTests
{
    private static IEnumerable<FieldInfo> FieldsThatAreSerialized =>
        typeof(PeerId).GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(f => !f.Attributes.HasFlag(NotSerialized) && !f.IsDefined(typeof(IgnoreDataMemberAttribute)));

    // What [NonSerialized] becomes. Its name is obsolete, what Akka's serializers make of it is not.
    private const FieldAttributes NotSerialized = (FieldAttributes)0x80;

    [Fact]
    public void A_name_that_a_serializer_copied_field_by_field_is_the_same_name()
    {
        PeerId original = "node-2";
        object copy = default(PeerId);
        foreach (var field in FieldsThatAreSerialized)
            field.SetValue(copy, field.GetValue(original));

        Assert.Equal(original, (PeerId)copy);
        Assert.Equal(original.GetHashCode(), copy.GetHashCode());
        Assert.Contains((PeerId)copy, new HashSet<PeerId> { original });
    }

    [Fact]
    public void What_depends_on_the_process_goes_into_no_message() =>
        Assert.Equal([typeof(string)], FieldsThatAreSerialized.Select(f => f.FieldType));

    [Theory]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\u001b')]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u202e')]
    [InlineData('\u2066')]
    [InlineData('\ud800')]
    public void A_sentence_escapes_what_would_break_or_turn_its_line(char steering)
    {
        PeerId peer = $"a{steering}WARN forged";

        Assert.Equal($"\"a\\u{(int)steering:x4}WARN forged\"", $"{peer}");
        Assert.Equal($"a{steering}WARN forged", peer.Value);
    }

    [Theory]
    [InlineData("node-2")]
    [InlineData("akka.tcp://creto@[::1]:8081")]
    [InlineData("the \"third\" näme")]
    public void A_sentence_has_every_other_name_as_it_is(string name) => Assert.Equal(name, $"{(PeerId)name}");

    [Fact]
    public void Nobodys_name_is_no_other()
    {
        Assert.Equal(default, new PeerId?[] { default(PeerId) }[0]!.Value);
        Assert.NotEqual(default, (PeerId)"node-2");
        Assert.Equal("", default(PeerId).Value);
    }
}
