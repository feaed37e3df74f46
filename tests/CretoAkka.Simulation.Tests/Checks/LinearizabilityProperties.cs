using CretoAkka.Simulation.Checks;
using CsCheck;

namespace CretoAkka.Simulation.Tests.Checks;

public sealed class LinearizabilityProperties
{
    private static readonly Gen<Operation> Any = Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.Int[0, 8], Gen.Int[1, 6])
        .Select((isWrite, value, from, length) => new Operation(
            "k", isWrite, value == 0 && !isWrite ? null : $"{value}",
            TimeSpan.FromSeconds(from), length > 4 ? null : TimeSpan.FromSeconds(from + length)));

    [Fact]
    public void It_finds_an_order_exactly_where_trying_all_orders_does() =>
        Any.Array[1, 6].Sample(operations => Linearizability.Holds(operations) == TryAll([.. operations], null));

    // The dumb twin: every order that keeps to time, with and without what never ended.
    private static bool TryAll(List<Operation> left, string? value)
    {
        if (left.TrueForAll(o => o.Answered is null))
            return true;
        var first = left.Min(o => o.Answered ?? TimeSpan.MaxValue);
        foreach (var next in left.Where(o => o.Invoked <= first).ToList())
        {
            if (!next.IsWrite && next.Answered is not null && next.Value != value)
                continue;
            var rest = new List<Operation>(left);
            rest.RemoveAt(rest.FindIndex(o => ReferenceEquals(o, next)));
            if (TryAll(rest, next.IsWrite ? next.Value : value))
                return true;
        }
        return false;
    }
}
