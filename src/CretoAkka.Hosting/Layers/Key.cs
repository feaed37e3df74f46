using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CretoAkka.Hosting.Layers;

/// <summary>The segments of HOCON's keys.</summary>
internal static class Key
{
    /// <summary>
    /// The word of a name in .NET's spelling, or in that of environment variables: <c>FailureThreshold</c>,
    /// <c>FAILURE_THRESHOLD</c> and <c>failure-threshold</c> are one.
    /// </summary>
    public static string Of(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                word.Append('-');
            word.Append(name[i] == '_' ? '-' : char.ToLowerInvariant(name[i]));
        }
        return word.ToString();
    }

    /// <summary>A name that is anybody's to choose, as one segment.</summary>
    public static string Quote(string name) =>
        $"\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
