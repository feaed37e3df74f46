using Akka.Actor;
using Akka.Actor.Setup;
using CretoAkka.Authentication;
using CretoAkka.Configuration;
using CretoAkka.Sessions;

namespace CretoAkka;

/// <summary>What an actor system's circuits are given in code, beside or instead of HOCON.</summary>
public sealed class PeerCircuitsSetup : Setup
{
    /// <summary>
    /// The settings; null: the section <c>creto</c> of the system's configuration. Those of an instance with a name are
    /// in the configuration always.
    /// </summary>
    public CretoSettings? Settings { get; init; }

    /// <summary>The clock; tests give a virtual one.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Proves who this node is, and knows its peers; null: sessions rest on secret numbers alone. All nodes have one,
    /// or none: one that has gets no session with one that has not.
    /// </summary>
    public IPeerAuthenticator? Authenticator { get; init; }

    /// <summary>
    /// Whether this node speaks as one of the next version of the wire would: it names that version beside the present
    /// one, adds a field to every message, and sends kinds of messages that nobody knows. Its peers pass over what they
    /// do not know. For rehearsing a rolling upgrade; off otherwise.
    /// </summary>
    public bool RehearsesUpgrade { get; init; }

    /// <summary>What is declared of messages by their types.</summary>
    internal TraitsTable Traits { get; } = new();

    /// <summary>
    /// Declares the traits of all messages of a class, and of those derived from it that are not declared themselves.
    /// What a sender says of a message itself counts more.
    /// </summary>
    /// <param name="traits">Tells the traits of a message. Called by several threads, and must not block.</param>
    /// <returns>This.</returns>
    public PeerCircuitsSetup DeclareTraits<T>(Func<T, MessageTraits> traits)
        where T : notnull
    {
        Traits.Declare(traits);
        return this;
    }

    /// <summary>How a peer at an address is reached; null: Akka.Remote. Tests give a network that they rule.</summary>
    internal Func<ActorSystem, string, IPeerTransport>? Connect { get; init; }
}
