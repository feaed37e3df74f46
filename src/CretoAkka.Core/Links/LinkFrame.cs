using System.Collections.Immutable;

namespace CretoAkka.Core.Links;

/// <summary>Messages that leave together, and perhaps a marker, for one process.</summary>
/// <param name="Nonce">The session's.</param>
/// <param name="To">The process that it is for.</param>
/// <param name="Lowest">The lowest number that is not acknowledged.</param>
/// <param name="Marker">0: none.</param>
/// <param name="IsBulk">Whether it carries a bulk message, which is alone in it.</param>
/// <param name="Messages">In the order of sending.</param>
public sealed record LinkFrame<TItem>(
    ulong Nonce, long To, long Lowest, long Marker, bool IsBulk, ImmutableArray<Numbered<TItem>> Messages);
