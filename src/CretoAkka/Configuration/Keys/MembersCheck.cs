using CretoAkka.Configuration.Hocon;

namespace CretoAkka.Configuration.Keys;

/// <summary>Checks what no file can be asked alone: a node without a name has its actor system's.</summary>
internal static class MembersCheck
{
    /// <summary>Refuses members without this node.</summary>
    /// <param name="settings">What the node obeys.</param>
    /// <param name="node">What the node is called.</param>
    /// <param name="origin">Where the settings come from.</param>
    /// <exception cref="CretoConfigurationException">There are members, and this node is none.</exception>
    public static void Check(CretoSettings settings, string node, ConfigurationOrigin origin)
    {
        var members = settings.Quorum.Members;
        if (members.IsEmpty || members.ContainsKey(node))
            return;
        var key = $"{CretoKeys.Root}.{MembersReader.Path}";
        var names = members.Keys.Select(member => member.Value).Order(StringComparer.Ordinal);
        var why = settings.Node.Length > 0
            ? $"which is {CretoKeys.Root}.{CretoKeys.Node.Path}"
            : $"the actor system's name, because {CretoKeys.Root}.{CretoKeys.Node.Path} is empty";
        throw new CretoConfigurationException(ConfigurationProblem.OfValue(
            origin, key, string.Join(", ", names), $"this node among them, {HoconText.Value(node)}, {why}"));
    }
}
