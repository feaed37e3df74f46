using Akka.Actor.Setup;
using CretoAkka.Configuration;

namespace CretoAkka;

/// <summary>What an actor system's circuits are given in code, beside or instead of HOCON.</summary>
public sealed class PeerCircuitsSetup : Setup
{
    /// <summary>The settings; null: the section <c>creto</c> of the system's configuration.</summary>
    public CretoSettings? Settings { get; init; }

    /// <summary>The clock; tests give a virtual one.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
