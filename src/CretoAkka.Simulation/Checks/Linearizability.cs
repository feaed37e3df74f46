using System.Numerics;

namespace CretoAkka.Simulation.Checks;

/// <summary>
/// Whether the operations on one register are linearizable: the search of Wing and Gong (1993) with Lowe's memory of
/// what was tried (2017).
/// </summary>
/// <remarks>
/// A state is what has taken effect and the value after it. Those that ended are in the order in which they began, so
/// the set is a number, up to which all have, and bits beyond. Writes that never ended may have taken effect at any
/// time since, or never; reads that never ended say nothing.
/// </remarks>
internal sealed class Linearizability
{
    private readonly Operation[] _ended;
    private readonly Operation[] _pending;
    private readonly HashSet<State> _tried = [];
    private readonly Stack<State> _open = new();

    private Linearizability(IEnumerable<Operation> operations)
    {
        var all = operations.ToList();
        _ended = [.. all.Where(o => o.Answered is not null).OrderBy(o => o.Invoked)];
        _pending = [.. all.Where(o => o.Answered is null && o.IsWrite)];
    }

    /// <summary>Whether some order explains them all.</summary>
    public static bool Holds(IEnumerable<Operation> operations) => new Linearizability(operations).Search();

    private bool Search()
    {
        Try(new(0, 0, 0, null));
        while (_open.TryPop(out var state))
        {
            if (state.Through == _ended.Length)
                return true;
            Extend(state);
        }
        return false;
    }

    // Only what began before the first that has not taken effect ended can be next.
    private void Extend(in State state)
    {
        var first = FirstEnd(state, out var end);
        for (var i = state.Through; i < end; i++)
        {
            if (state.Has(i) || _ended[i].Invoked > first || _ended[i].IsWrite || _ended[i].Value != state.Value)
                continue;
            Try(Take(state, i)); // A read that fits changes nothing: it may as well be next.
            return;
        }
        for (var i = state.Through; i < end; i++)
        {
            if (!state.Has(i) && _ended[i].Invoked <= first && _ended[i].IsWrite)
                Try(Take(state, i) with { Value = _ended[i].Value });
        }
        for (var i = 0; i < _pending.Length; i++)
        {
            var bit = BigInteger.One << i;
            if (_pending[i].Invoked <= first && (state.Pending & bit).IsZero)
                Try(state with { Pending = state.Pending | bit, Value = _pending[i].Value });
        }
    }

    private TimeSpan FirstEnd(in State state, out int end)
    {
        var first = TimeSpan.MaxValue;
        for (end = state.Through; end < _ended.Length && _ended[end].Invoked <= first; end++)
        {
            if (!state.Has(end) && _ended[end].Answered < first)
                first = _ended[end].Answered!.Value;
        }
        return first;
    }

    private static State Take(in State state, int index)
    {
        var (through, beyond) = (state.Through, state.Beyond | (BigInteger.One << (index - state.Through)));
        while (!beyond.IsEven)
        {
            through++;
            beyond >>= 1;
        }
        return state with { Through = through, Beyond = beyond };
    }

    private void Try(in State state)
    {
        if (_tried.Add(state))
            _open.Push(state);
    }

    private readonly record struct State(int Through, BigInteger Beyond, BigInteger Pending, string? Value)
    {
        public bool Has(int index) => !(Beyond & (BigInteger.One << (index - Through))).IsZero;
    }
}
