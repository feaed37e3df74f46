using Polly;
using Polly.CircuitBreaker;

namespace CretoAkka.Benchmarks.Cases;

/// <summary>A peer behind Polly, as its documentation advises: one pipeline, built once and reused.</summary>
internal static class PollyPeer
{
    private static readonly TimeSpan LongestBreak = TimeSpan.FromDays(1);

    /// <summary>A circuit breaker around a timeout, with the numbers of this library's defaults.</summary>
    public static ResiliencePipeline Closed() => Pipeline(TimeSpan.FromSeconds(30));

    /// <summary>The same, open for a day.</summary>
    public static ResiliencePipeline Open()
    {
        var pipeline = Pipeline(LongestBreak);
        for (var i = 0; i < 10; i++)
        {
            try
            {
                pipeline.Execute(static () => throw new TimeoutException());
            }
            catch (TimeoutException)
            {
            }
            catch (BrokenCircuitException)
            {
                return pipeline;
            }
        }
        throw new InvalidOperationException("Polly's circuit did not open.");
    }

    private static ResiliencePipeline Pipeline(TimeSpan breakFor) => new ResiliencePipelineBuilder()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 1,
            MinimumThroughput = 5,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = breakFor,
        })
        .AddTimeout(TimeSpan.FromSeconds(10))
        .Build();
}
