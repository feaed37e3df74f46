using System.Security.Cryptography;
using System.Text;
using CretoAkka.Configuration;
using Microsoft.AspNetCore.Http;

namespace CretoAkka.Dashboard.Http;

/// <summary>Who may do something.</summary>
internal static class ControlGuard
{
    private const string Scheme = "Bearer ";

    /// <summary>Why a request may not do anything, and with which status to say so; null: it may.</summary>
    public static (int Status, string Sentence)? Refuse(HttpContext context, DashboardSettings settings)
    {
        if (!settings.AllowControl)
            return (StatusCodes.Status403Forbidden, "Nobody may: creto.dashboard.allow-control is off.");
        if (!IsSameOrigin(context.Request))
            return (StatusCodes.Status403Forbidden, "Not from the page of another site or node.");
        return HasToken(context.Request, settings.Token)
            ? null
            : (StatusCodes.Status401Unauthorized, "The bearer token, creto.dashboard.token, is missing or wrong.");
    }

    // A browser always says where a page comes from; who says nothing is no page.
    private static bool IsSameOrigin(HttpRequest request) =>
        request.Headers.Origin.Count == 0
        || request.Headers.Origin is [var origin] && origin == $"{request.Scheme}://{request.Host}";

    // Hashes are of one length, and are compared in constant time: how long it takes tells nothing of the token.
    private static bool HasToken(HttpRequest request, string token) =>
        token.Length > 0
        && request.Headers.Authorization is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), Hash(token));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
