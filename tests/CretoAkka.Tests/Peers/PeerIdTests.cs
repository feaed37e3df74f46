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

    [Fact]
    public void Nobodys_name_is_no_other()
    {
        Assert.Equal(default, new PeerId?[] { default(PeerId) }[0]!.Value);
        Assert.NotEqual(default, (PeerId)"node-2");
        Assert.Equal("", default(PeerId).Value);
    }
}
