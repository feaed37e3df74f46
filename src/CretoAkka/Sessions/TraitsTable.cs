using System.Collections.Immutable;

namespace CretoAkka.Sessions;

/// <summary>Which traits the messages of a type have, where their sender does not say. Thread-safe.</summary>
internal sealed class TraitsTable
{
    private ImmutableDictionary<Type, Func<object, MessageTraits>> _declared;

    public TraitsTable() => _declared = ImmutableDictionary<Type, Func<object, MessageTraits>>.Empty;

    /// <summary>Begins with what another declares.</summary>
    public TraitsTable(TraitsTable other) => _declared = Volatile.Read(ref other._declared);

    /// <summary>Declares a type; a later declaration of the same type replaces an earlier one.</summary>
    public void Declare<T>(Func<T, MessageTraits> traits)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(traits);
        ImmutableInterlocked.Update(
            ref _declared,
            static (declared, of) => declared.SetItem(typeof(T), payload => of((T)payload)),
            traits);
    }

    /// <summary>
    /// What is declared for a message's class, or the nearest base class. Throws what a user's code does.
    /// </summary>
    public MessageTraits Of(object payload)
    {
        var declared = Volatile.Read(ref _declared);
        if (declared.IsEmpty)
            return MessageTraits.Default;
        for (var type = payload.GetType(); type is not null; type = type.BaseType)
        {
            if (declared.TryGetValue(type, out var of))
                return of(payload) ?? MessageTraits.Default;
        }
        return MessageTraits.Default;
    }
}
