using System.Collections.Immutable;

namespace CretoAkka.Configuration.Hocon;

/// <summary>
/// Looks substitutions up: in the whole configuration, then in the environment. An optional one that is set nowhere
/// leaves what was assigned before. A substitution that needs itself is refused, and so is work beyond a bound.
/// </summary>
internal sealed partial class HoconResolver(ObjectExpression root, Func<string, string?> environment)
{
    private const int MostEvaluations = 250_000;
    private const int DeepestChain = 64;

    private readonly HashSet<SubstitutionExpression> _inProgress = [];
    private int _evaluations;

    /// <summary>What is in force at <paramref name="path"/>; null: nothing. An empty path is the whole.</summary>
    /// <exception cref="CretoConfigurationException">A substitution cannot be looked up.</exception>
    public ConfigurationNode? Resolve(params ReadOnlySpan<string> path) =>
        path.IsEmpty ? Evaluate(root) : Lookup(path);

    private ConfigurationNode? Lookup(ReadOnlySpan<string> path)
    {
        var newestFirst = new List<HoconExpression>();
        Collect(root, path, newestFirst);
        return Fold(newestFirst);
    }

    // All that was assigned at a path, newest first; false: a value that is no section hides whatever is older.
    private bool Collect(ObjectExpression section, ReadOnlySpan<string> path, List<HoconExpression> newestFirst)
    {
        if (!section.Fields.TryGetValue(path[0], out var assigned))
            return true;
        for (var i = assigned.Count - 1; i >= 0; i--)
        {
            if (path.Length == 1)
                newestFirst.Add(assigned[i]);
            else if (!CollectBelow(assigned[i], path[1..], newestFirst))
                return false;
        }
        return true;
    }

    private bool CollectBelow(HoconExpression value, ReadOnlySpan<string> path, List<HoconExpression> newestFirst)
    {
        if (value is ObjectExpression section)
            return Collect(section, path, newestFirst);
        var node = Evaluate(value);
        if (node is ObjectNode known && known.Find(path) is { } found)
            newestFirst.Add(new NodeExpression(found));
        return node is null or ObjectNode;
    }

    private ConfigurationNode? Fold(IEnumerable<HoconExpression> newestFirst)
    {
        ObjectNode? sections = null;
        foreach (var expression in newestFirst)
        {
            var node = Evaluate(expression);
            if (node is ObjectNode older)
                sections = sections is null ? older : older.With(sections);
            else if (node is not null)
                return (ConfigurationNode?)sections ?? node;
        }
        return sections;
    }

    private ConfigurationNode? Evaluate(HoconExpression expression)
    {
        Spend(1, expression.Origin);
        return expression switch
        {
            NodeExpression known => known.Node,
            TextExpression text => new TextNode(text.Text, text.Origin),
            ObjectExpression section => EvaluateSection(section),
            ArrayExpression list => new ArrayNode(EvaluateItems(list), list.Origin),
            SubstitutionExpression substitution => EvaluateSubstitution(substitution),
            ConcatenationExpression parts => Concatenate(parts),
            _ => throw new InvalidOperationException($"No value is written as a {expression.GetType().Name}."),
        };
    }

    private ObjectNode EvaluateSection(ObjectExpression section)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, ConfigurationNode>();
        foreach (var (key, assigned) in section.Fields)
            if (Fold(Enumerable.Reverse(assigned)) is { } node)
                fields[key] = node;
        return new ObjectNode(fields.ToImmutable(), section.Origin);
    }

    private ImmutableArray<ConfigurationNode> EvaluateItems(ArrayExpression list) =>
        [.. list.Items.Select(Evaluate).OfType<ConfigurationNode>()];

    private ConfigurationNode? EvaluateSubstitution(SubstitutionExpression substitution)
    {
        if (!_inProgress.Add(substitution))
            throw Refuse(substitution.Origin, $"{Written(substitution)} refers to itself");
        if (_inProgress.Count > DeepestChain)
            throw Refuse(substitution.Origin, $"at most {DeepestChain} substitutions may depend on each other");
        var found = LookupFromBase(substitution) ?? FromEnvironment(substitution);
        _inProgress.Remove(substitution);
        if (found is null && !substitution.Optional)
            throw Refuse(substitution.Origin, $"{Written(substitution)} is neither a key nor an environment variable");
        return found;
    }

    private ConfigurationNode? LookupFromBase(SubstitutionExpression substitution)
    {
        var below = substitution.Base.IsEmpty ? null : Lookup([.. substitution.Base, .. substitution.Path]);
        var found = below ?? Lookup(substitution.Path.AsSpan());
        return found is TextNode or ArrayNode ? found with { Origin = substitution.Origin } : found;
    }

    private TextNode? FromEnvironment(SubstitutionExpression substitution)
    {
        var variable = string.Join('.', substitution.Path);
        var value = variable.Contains('\0', StringComparison.Ordinal) ? null : environment(variable);
        return value is null ? null : new TextNode(value, substitution.Origin with { Variable = variable });
    }

    private void Spend(int evaluations, ConfigurationOrigin at)
    {
        _evaluations += evaluations;
        if (_evaluations > MostEvaluations)
            throw Refuse(at, "the substitutions add up to more than a configuration may hold");
    }

    private static string Written(SubstitutionExpression substitution) =>
        $"${{{(substitution.Optional ? "?" : "")}{HoconText.Key(substitution.Path)}}}";

    private static CretoConfigurationException Refuse(ConfigurationOrigin at, string why) =>
        new(ConfigurationProblem.OfText(at, why, found: null));
}
