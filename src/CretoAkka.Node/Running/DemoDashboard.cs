using System.Security.Cryptography;
using CretoAkka.Configuration;
using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Running;

/// <summary>What the demo says of its page where nobody else does.</summary>
/// <param name="Configuration">All settings.</param>
/// <param name="Token">The token that was made for this run; null: none was.</param>
internal sealed record DemoDashboard(CretoConfiguration Configuration, string? Token)
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/circuits";

    private const string Section = "creto.dashboard";
    private const string Control = "--control";

    /// <summary>One page shows all four; with <c>--control</c> it may do something.</summary>
    public static DemoDashboard Of(CretoConfiguration configuration, int firstPort, DemoOptions options)
    {
        var own = configuration.ToSettings().Dashboard;
        if (own.Nodes.IsEmpty)
        {
            var urls = Enumerable.Range(firstPort, NodeCommands.Replicas)
                .Select(port => FormattableString.Invariant($"http://127.0.0.1:{port}"));
            configuration = configuration.WithValue($"{Section}.nodes", string.Join(", ", urls), "the demo");
        }
        if (!options.Control)
            return new DemoDashboard(configuration, Token: null);
        configuration = configuration.WithValue($"{Section}.allow-control", "on", Control);
        if (own.Token.Length > 0)
            return new DemoDashboard(configuration, Token: null);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new DemoDashboard(configuration.WithValue($"{Section}.token", token, Control), token);
    }
}
