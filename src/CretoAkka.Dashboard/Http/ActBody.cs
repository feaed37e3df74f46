using System.Text.Json;
using CretoAkka.Dashboard.Json;
using Microsoft.AspNetCore.Http;

namespace CretoAkka.Dashboard.Http;

/// <summary>Reads what an act asks for besides.</summary>
internal static class ActBody
{
    /// <summary>A body has at most so many bytes.</summary>
    public const int Longest = 1024;

    private const double LeastSeconds = 0.001;
    private const double MostSeconds = 24 * 60 * 60;
    private const string Expected =
        "The body is none, or JSON like {\"seconds\": 60, \"overrideBudget\": false}; seconds: 0.001 to 86400.";

    /// <summary>The body; null where it is none, which was said.</summary>
    public static async Task<ActBodyJson?> ReadAsync(HttpContext context)
    {
        var buffer = new byte[Longest + 1];
        var length = context.Request.ContentLength > Longest
            ? buffer.Length
            : await context.Request.Body.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > Longest)
        {
            await Answers.SayAsync(
                context, StatusCodes.Status413PayloadTooLarge, $"A body has at most {Longest} bytes.");
            return null;
        }
        if (length == 0)
            return new ActBodyJson();
        if (Parse(buffer.AsSpan(0, length)) is { Seconds: null or >= LeastSeconds and <= MostSeconds } body)
            return body;
        await Answers.SayAsync(context, StatusCodes.Status400BadRequest, Expected);
        return null;
    }

    private static ActBodyJson? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DashboardJson.Default.ActBodyJson);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
