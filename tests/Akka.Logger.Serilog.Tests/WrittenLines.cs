using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Akka.Logger.Serilog.Tests;

/// <summary>A sink that keeps each event as the line of JSON that a file would hold.</summary>
internal sealed class WrittenLines : ILogEventSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CompactJsonFormatter _formatter = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _formatter.Format(logEvent, line);
        _lines.Writer.TryWrite(line.ToString());
    }

    /// <summary>The next line whose template or text holds <paramref name="words"/>.</summary>
    public async Task<JsonElement> Next(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(patience.Token);
            var json = JsonDocument.Parse(line).RootElement;
            if (line.Contains(words, StringComparison.Ordinal))
                return json;
        }
    }
}
