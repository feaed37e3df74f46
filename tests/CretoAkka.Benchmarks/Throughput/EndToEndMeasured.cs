using System.Text.Json;

namespace CretoAkka.Benchmarks.Throughput;

/// <summary>What four processes did under the load tool.</summary>
/// <param name="Cold">What the tool says of their first seconds.</param>
/// <param name="Warm">What it says once they are warm.</param>
/// <param name="Processor">Processor time of the four while they were measured warm.</param>
/// <param name="Places">Batches that were executed meanwhile.</param>
internal sealed record EndToEndMeasured(JsonElement Cold, JsonElement Warm, TimeSpan Processor, long Places)
{
    /// <summary>Operations that clients were answered while they were measured warm.</summary>
    public long Operations => Warm.GetProperty("operations").GetInt64();

    /// <summary>How long that was.</summary>
    public TimeSpan Took => TimeSpan.FromSeconds(Warm.GetProperty("seconds").GetDouble());
}
