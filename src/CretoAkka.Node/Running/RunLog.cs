using System.Globalization;
using Serilog;
using Serilog.Events;

namespace CretoAkka.Node.Running;

/// <summary>
/// The log of all actor systems of a run: warnings and errors on standard error, or nowhere while the table owns the
/// terminal. What the views show already, and that a killed node's port refuses connections, is not logged again.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private RunLog()
    {
    }

    /// <summary>Takes Serilog's static logger for the length of a run.</summary>
    public static RunLog Open(bool visible)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Warning().Filter.ByExcluding(IsExpected);
        if (visible)
            configuration = configuration.WriteTo.Console(
                standardErrorFromLevel: LogEventLevel.Verbose,
                outputTemplate: "[{Level:u3}] {LogSource}: {Message:lj}{NewLine}{Exception}",
                formatProvider: CultureInfo.InvariantCulture);
        Log.Logger = configuration.CreateLogger();
        return new RunLog();
    }

    private static bool IsExpected(LogEvent logged) =>
        Text(logged, "SourceContext").StartsWith("CretoAkka.Circuits", StringComparison.Ordinal)
        || Text(logged, "LogSource").StartsWith("remoting", StringComparison.Ordinal)
        || Text(logged, "LogSource").Contains("/system/endpointManager/", StringComparison.Ordinal);

    private static string Text(LogEvent logged, string property) =>
        logged.Properties.GetValueOrDefault(property) is ScalarValue { Value: string text } ? text : "";

    /// <inheritdoc/>
    public void Dispose() => Log.CloseAndFlush();
}
