using System.Globalization;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using AkkaEvent = Akka.Event.LogEvent;
using AkkaLevel = Akka.Event.LogLevel;
using SerilogEvent = Serilog.Events.LogEvent;

namespace Akka.Logger.Serilog;

/// <summary>
/// Hands an actor system's log to Serilog's static logger. Enabled by HOCON alone:
/// <c>akka.loggers = ["Akka.Logger.Serilog.SerilogLogger, Akka.Logger.Serilog"]</c>.
/// </summary>
/// <remarks>
/// The holes of a template and what <c>WithContext</c> added become properties, with their values and not their texts.
/// Beside them: <c>SourceContext</c> (the type that logged), <c>LogSource</c> (Akka's name of it, an actor's path among
/// them) and <c>Thread</c>. Time and activity are those of the moment when it was logged, not when it was written.
/// </remarks>
public sealed class SerilogLogger : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    // A text without holes goes in as a property: a brace in it is no hole.
    private static readonly MessageTemplate PlainText = new MessageTemplateParser().Parse("{Message:l}");

    /// <summary>Made by the actor system.</summary>
    public SerilogLogger()
    {
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<AkkaEvent>(Write);
    }

    private static void Write(AkkaEvent source)
    {
        var logger = Log.Logger;
        var level = LevelOf(source.LogLevel());
        if (!logger.IsEnabled(level))
            return;

        var (template, holes) = Bind(logger, source);
        var activity = source.ActivityContext.GetValueOrDefault();
        var written = new SerilogEvent(
            new DateTimeOffset(source.Timestamp).ToLocalTime(), level, source.Cause, template, holes,
            activity.TraceId, activity.SpanId);

        Add(logger, written, Constants.SourceContextPropertyName, source.LogClass?.FullName);
        Add(logger, written, "LogSource", source.LogSource);
        Add(logger, written, "Thread", source.Thread.ManagedThreadId.ToString("D4", CultureInfo.InvariantCulture));
        AddContext(logger, written, source);
        logger.Write(written);
    }

    private static (MessageTemplate, IEnumerable<LogEventProperty>) Bind(ILogger logger, AkkaEvent source)
    {
        if (source.Message is LogMessage message
            && logger.BindMessageTemplate(message.Format, [.. message.Parameters()], out var template, out var holes))
            return (template, holes);

        logger.BindProperty("Message", source.Message?.ToString() ?? "", destructureObjects: false, out var text);
        return (PlainText, [text!]);
    }

    private static void AddContext(ILogger logger, SerilogEvent written, AkkaEvent source)
    {
        if (!source.TryGetProperties(out var properties) || properties is null)
            return;
        var holes = source.GetPropertyNames();
        foreach (var (name, value) in properties)
        {
            if (!holes.Contains(name, StringComparer.Ordinal))
                Add(logger, written, name, value);
        }
    }

    private static void Add(ILogger logger, SerilogEvent written, string name, object? value)
    {
        if (logger.BindProperty(name, value, destructureObjects: false, out var property))
            written.AddPropertyIfAbsent(property);
    }

    private static LogEventLevel LevelOf(AkkaLevel level) => level switch
    {
        AkkaLevel.DebugLevel => LogEventLevel.Debug,
        AkkaLevel.InfoLevel => LogEventLevel.Information,
        AkkaLevel.WarningLevel => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };
}
