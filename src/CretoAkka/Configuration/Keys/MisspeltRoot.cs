using CretoAkka.Configuration.Hocon;
using CretoAkka.Configuration.Values;

namespace CretoAkka.Configuration.Keys;

/// <summary>A section whose name is nearly <c>creto</c>: everything in it would be ignored without a word.</summary>
internal static class MisspeltRoot
{
    private const int Near = 2;

    public static IEnumerable<ConfigurationProblem> Find(ObjectExpression whole) =>
        from field in whole.Fields
        let distance = NearestKey.Distance(field.Key, CretoKeys.Root)
        let written = field.Value[^1]
        // What Akka has read is the application's, with sections that we know nothing of.
        where distance is > 0 and <= Near && written.Origin != ConfigurationOrigin.Unknown
        select ConfigurationProblem.OfNode(
            written.Origin, HoconText.Segment(field.Key), ObjectNode.Empty, "a known section", CretoKeys.Root);
}
