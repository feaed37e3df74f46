using System.Globalization;
using CretoAkka.Configuration;
using CretoAkka.Node.Commands;
using CretoAkka.Node.Http;
using CretoAkka.Node.Running;

namespace CretoAkka.Node.Output;

/// <summary>What is said first: where to reach the nodes, and the times that everything follows.</summary>
internal static class Banner
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Lines(
        HttpPorts ports, CretoSettings creto, DemoSettings demo, DemoOptions options, string? token)
    {
        var urls = Enumerable.Range(ports.First, NodeCommands.Replicas)
            .Select(port => Invariant($"http://127.0.0.1:{port}")).ToArray();
        var (circuit, adaptive) = (creto.Default.Circuit, creto.Default.AdaptiveTimeout);
        yield return $"{urls[0]}  (node-1; the others: {string.Join(' ', urls.Skip(1))})";
        yield return $"  curl -X PUT -d 1 {urls[0]}/kv/a; curl {urls[1]}/kv/a; curl {urls[2]}/api/circuits";
        yield return $"page:     {urls[0]}{DemoDashboard.Path}";
        if (token is not null)
            yield return $"control:  {urls[0]}{DemoDashboard.Path}#token={token}";
        yield return Invariant(
            $"circuits: open after {circuit.FailureThreshold} failures for {Text(circuit.OpenTimeout)}, ")
            + Invariant($"closed after {circuit.SuccessThreshold} successes");
        yield return $"sessions: acknowledged within {Text(creto.Session.MinTimeout)} to "
            + $"{Text(adaptive?.MaxTimeout ?? creto.Default.RequestTimeout)}, "
            + $"kept alive every {Text(creto.Session.KeepAlive)}, "
            + $"probed every {Text(creto.Session.ProbeInterval)} while open";
        if (options.Tour != TourKind.None)
            yield return $"tour:     node-4 hangs after {Text(demo.Before)} for at least {Text(demo.HangFor)}, "
                + $"is killed {Text(demo.Between)} after it is back, "
                + $"restarts empty after at least {Text(demo.DownFor)}, "
                + $"and lies {Text(demo.Between)} after that";
        yield return options.Duration is { } duration
            ? $"ends:     after {Text(duration)}, or with Ctrl-C"
            : "ends:     with Ctrl-C" + (options.Input is null ? "" : ", or the end of the input");
    }

    private static string Text(TimeSpan time) => time.TotalSeconds >= 1
        ? Invariant($"{time.TotalSeconds:0.#} s")
        : Invariant($"{time.TotalMilliseconds:0} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
