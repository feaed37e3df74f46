using System.Text;
using CretoAkka.Sessions;
using Google.Protobuf;

namespace CretoAkka.Wire;

/// <summary>
/// What a node of the next version of the wire may do: it adds a field to each message, and sends kinds of messages
/// that the present version has no name for. It speaks the present one too.
/// </summary>
internal static class NextVersion
{
    /// <summary>Its number.</summary>
    public const int Number = SessionProtocol.WireVersion + 1;

    /// <summary>How a kind of message is called that the present version does not know.</summary>
    public const string Manifest = "next";

    // Field 100, of bytes.
    private static readonly byte[] Field = [0xA2, 0x06, 4, .. Encoding.ASCII.GetBytes("next")];

    /// <summary>Adds a field that the present version does not know.</summary>
    public static T Extend<T>(T message)
        where T : IMessage
    {
        message.MergeFrom(Field);
        return message;
    }

    /// <summary>A message of a kind that the present version does not know.</summary>
    public static byte[] Write(SessionProtocol.Unknown message) =>
        Extend(new Proto.Header { Version = Number, From = message.From }).ToByteArray();
}
