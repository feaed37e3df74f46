using System.Collections.Immutable;
using Akka.Configuration;

namespace CretoAkka.Configuration;

/// <summary>A configuration was refused. The message is one sentence about the first problem.</summary>
public sealed class CretoConfigurationException : ConfigurationException
{
    internal CretoConfigurationException(ConfigurationProblem problem) : this([problem])
    {
    }

    internal CretoConfigurationException(ImmutableArray<ConfigurationProblem> problems) : base(problems[0].Sentence) =>
        Problems = problems;

    /// <summary>Everything that is wrong, in the order in which it is written. Never empty.</summary>
    public ImmutableArray<ConfigurationProblem> Problems { get; }
}
