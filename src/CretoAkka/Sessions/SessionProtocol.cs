using System.Collections.Immutable;
using Akka.Event;
using CretoAkka.Authentication;
using CretoAkka.Core.Sessions;

namespace CretoAkka.Sessions;

/// <summary>What circuits of two nodes say to each other. Everything in it may be a lie.</summary>
internal static class SessionProtocol
{
    /// <summary>The version of the wire this node speaks.</summary>
    public const int WireVersion = 1;

    /// <summary>A message between nodes. One that comes too late for its circuit is lost like any on the way.</summary>
    public interface ISessionMessage : IDeadLetterSuppression
    {
        /// <summary>The name the sending node gives itself.</summary>
        string From { get; }
    }

    /// <summary>A message for the circuit of its sender, whose place the sender does not know.</summary>
    public interface IInbound : ISessionMessage;

    /// <summary>An answer, sent straight to the circuit that asked.</summary>
    public interface IAnswer : ISessionMessage;

    /// <summary>Opens a session, or asks whether its receiver is there.</summary>
    public sealed record Hello(
        string From, ulong Nonce, long Incarnation, long Ping, int LowestVersion, int HighestVersion) : IInbound
    {
        /// <summary>The opener's signature; null: it does not say who it is.</summary>
        public Proof? Proof { get; init; }
    }

    /// <summary>The answer to a <see cref="Hello"/>.</summary>
    public sealed record Welcome(string From, ulong Nonce, long Incarnation, long Ping, int Version) : IAnswer
    {
        /// <summary>The receiver's signature; null: it does not say who it is.</summary>
        public Proof? Proof { get; init; }
    }

    /// <summary>
    /// Messages, and perhaps a marker (0: none), for the actor at <paramref name="Target"/> of the process
    /// <paramref name="To"/>: another at its address may have heard the same nonce, and must not take them too.
    /// </summary>
    public sealed record Frame(
        string From, ulong Nonce, long To, long Lowest, long Marker, string Target, ImmutableArray<Payload> Payloads)
        : IInbound
    {
        /// <summary>What its code is written under; null: it has none. Only its sender has this.</summary>
        public SessionKey? Key { get; init; }

        /// <summary>Whether it carries a bulk message, alone: no marker waits until that is processed.</summary>
        public bool IsBulk { get; init; }
    }

    /// <summary>A frame with a code, of which nothing is decoded but what tells under which key it is.</summary>
    public sealed record SealedFrame(string From, ulong Nonce, ReadOnlyMemory<byte> Bytes) : IInbound;

    /// <summary>One message, as its serializer made it.</summary>
    public readonly record struct Payload(long Number, int Serializer, string Manifest, ReadOnlyMemory<byte> Data)
    {
        /// <summary>Whether the bytes came over a wire, so that nobody else has them.</summary>
        public bool IsUnshared { get; init; }

        /// <summary>What it takes of windows, as its sender counts it.</summary>
        public int Bytes => Data.Length + Manifest.Length;
    }

    /// <summary>What a receiver has.</summary>
    public sealed record Acknowledged(string From, Acknowledgement Acknowledgement) : IAnswer
    {
        /// <summary>What its code is written under; null: it has none. Only its sender has this.</summary>
        public SessionKey? Key { get; init; }
    }

    /// <summary>An acknowledgement with a code, like <see cref="SealedFrame"/>.</summary>
    public sealed record SealedAcknowledged(string From, ulong Nonce, ReadOnlyMemory<byte> Bytes) : IAnswer;

    /// <summary>A message of a kind that this node does not know. Read only, unless in a rehearsal.</summary>
    public sealed record Unknown(string From) : IInbound;

    /// <summary>The answer to a frame of a session that its receiver does not know.</summary>
    public sealed record Stranger(string From, ulong Nonce, long Incarnation) : IAnswer
    {
        /// <summary>The answerer's signature; null: it does not say who it is.</summary>
        public Proof? Proof { get; init; }
    }

    /// <summary>Who says something: a public key for the session, where it needs one, and a signature.</summary>
    public sealed record Proof(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Signature);
}
