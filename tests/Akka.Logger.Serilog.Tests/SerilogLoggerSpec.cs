using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Event;
using Serilog;

namespace Akka.Logger.Serilog.Tests;

public sealed class SerilogLoggerSpec : TestKit.Xunit2.TestKit
{
    private const string Hocon =
        """
        akka.loglevel = DEBUG
        akka.loggers = ["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]
        """;

    // Serilog's logger is static, and the tests of one class run one after the other.
    private static readonly WrittenLines Listening = Listen();

    // An instance's field is set before the base class starts the system, whose first lines would be lost otherwise.
    private readonly WrittenLines _lines = Listening;

    public SerilogLoggerSpec() : base(Hocon) { }

    [Fact]
    public async Task The_holes_of_a_template_arrive_as_properties()
    {
        Log.Warning("Circuit {Peer} {From} -> {To} because {Cause}", "node-2", 0, LogLevel.ErrorLevel, 1.5);

        var line = await _lines.Next("because {Cause}");

        Assert.Equal("Circuit {Peer} {From} -> {To} because {Cause}", line.GetProperty("@mt").GetString());
        Assert.Equal("node-2", line.GetProperty("Peer").GetString());
        Assert.Equal(0, line.GetProperty("From").GetInt32());
        Assert.Equal("ErrorLevel", line.GetProperty("To").GetString());
        Assert.Equal(1.5, line.GetProperty("Cause").GetDouble());
    }

    [Fact]
    public async Task What_WithContext_added_arrives_too_and_does_not_cover_a_hole()
    {
        var log = Log.WithContext("Node", "node-1").WithContext("Epoch", 7).WithContext("Peer", "covered");
        log.Info("Pinged {Peer}", "node-3");

        var line = await _lines.Next("Pinged {Peer}");

        Assert.Equal("node-1", line.GetProperty("Node").GetString());
        Assert.Equal(7, line.GetProperty("Epoch").GetInt32());
        Assert.Equal("node-3", line.GetProperty("Peer").GetString());
    }

    [Fact]
    public async Task A_text_without_holes_keeps_its_braces_and_its_context()
    {
        Log.WithContext("Node", "node-1").Info("plain {text} {{here}}");

        var line = await _lines.Next("plain {text}");

        Assert.Equal("plain {text} {{here}}", line.GetProperty("Message").GetString());
        Assert.Equal("node-1", line.GetProperty("Node").GetString());
        Assert.False(line.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task Holes_that_are_numbered_arrive_by_their_numbers()
    {
        Log.Info("numbered {0} and {1}", "first", 2);

        var line = await _lines.Next("numbered {0}");

        Assert.Equal("first", line.GetProperty("0").GetString());
        Assert.Equal(2, line.GetProperty("1").GetInt32());
    }

    [Fact]
    public async Task An_exception_arrives_with_its_message_and_its_stack()
    {
        try
        {
            throw new InvalidOperationException("the reason");
        }
        catch (InvalidOperationException exception)
        {
            Log.Error(exception, "failed for {Peer}", "node-4");
        }

        var line = await _lines.Next("failed for {Peer}");

        var written = line.GetProperty("@x").GetString();
        Assert.Contains("System.InvalidOperationException: the reason", written, StringComparison.Ordinal);
        Assert.Contains(nameof(An_exception_arrives_with_its_message_and_its_stack), written, StringComparison.Ordinal);
        Assert.Equal("node-4", line.GetProperty("Peer").GetString());
    }

    [Theory]
    [InlineData(LogLevel.DebugLevel, "Debug")]
    [InlineData(LogLevel.InfoLevel, null)]
    [InlineData(LogLevel.WarningLevel, "Warning")]
    [InlineData(LogLevel.ErrorLevel, "Error")]
    public async Task Each_level_is_the_one_of_the_same_name(LogLevel level, string? written)
    {
        Log.Log(level, null, $"at level {level}");

        var line = await _lines.Next($"at level {level}");

        // Information is what a compact line leaves out.
        Assert.Equal(written, line.TryGetProperty("@l", out var name) ? name.GetString() : null);
    }

    [Fact]
    public async Task The_time_is_that_of_the_event_and_not_of_its_writing()
    {
        var logged = new Info("source", typeof(SerilogLoggerSpec), "an event of its own time");
        Sys.EventStream.Publish(logged);

        var line = await _lines.Next("an event of its own time");

        var time = DateTimeOffset.Parse(line.GetProperty("@t").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(logged.Timestamp, time.UtcDateTime);
    }

    [Fact]
    public async Task The_source_is_an_actors_path_and_its_type()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Speaker()), "speaker");
        actor.Tell("spoken by an actor");

        var line = await _lines.Next("spoken by an actor");

        var source = line.GetProperty("LogSource").GetString();
        Assert.Contains("akka://test/user/speaker", source, StringComparison.Ordinal);
        Assert.Equal(typeof(Speaker).FullName, line.GetProperty("SourceContext").GetString());
        Assert.Matches("^[0-9]{4,}$", line.GetProperty("Thread").GetString());
    }

    [Fact]
    public async Task The_activity_is_the_one_that_was_current_when_it_was_logged()
    {
        using (var activity = new Activity("call").Start())
        {
            Log.Info("inside {Trace}", activity.TraceId.ToString());
        }

        var line = await _lines.Next("inside {Trace}");

        Assert.Equal(line.GetProperty("Trace").GetString(), line.GetProperty("@tr").GetString());
    }

    [Fact]
    public async Task A_template_with_too_few_values_is_written_all_the_same()
    {
        Log.Info("wants {Two} values: {Missing}", "one");

        var line = await _lines.Next("wants {Two}");

        Assert.Equal("one", line.GetProperty("Two").GetString());
        Assert.False(line.TryGetProperty("Missing", out _));
    }

    private static WrittenLines Listen()
    {
        var lines = new WrittenLines();
        global::Serilog.Log.Logger =
            new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(lines).CreateLogger();
        return lines;
    }

    private sealed class Speaker : ReceiveActor
    {
        public Speaker()
        {
            var log = Context.GetLogger();
            Receive<string>(text => log.Info(text));
        }
    }
}
