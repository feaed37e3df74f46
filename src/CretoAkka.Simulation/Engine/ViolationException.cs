using System.Globalization;
using System.Runtime.CompilerServices;

namespace CretoAkka.Simulation.Engine;

/// <summary>Something happened that must never happen.</summary>
/// <param name="rule">Which rule it breaks: I1 to I10, or a name.</param>
/// <param name="what">What happened.</param>
internal sealed class ViolationException(string rule, string what) : Exception($"{rule}: {what}")
{
    /// <summary>The rule.</summary>
    public string Rule { get; } = rule;

    /// <summary>Ends the run unless a rule holds. The sentence is made only where it does not.</summary>
    public static void Unless(
        bool holds, string rule, [InterpolatedStringHandlerArgument(nameof(holds))] ref Sentence what)
    {
        if (!holds)
            throw new ViolationException(rule, what.ToString());
    }
}

/// <summary>A sentence that costs nothing where nobody reads it.</summary>
[InterpolatedStringHandler]
internal ref struct Sentence
{
    private DefaultInterpolatedStringHandler _text;

    /// <summary>For the compiler.</summary>
    public Sentence(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        if (isNeeded)
            _text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);
    }

    /// <summary>For the compiler.</summary>
    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    /// <summary>For the compiler.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <inheritdoc/>
    public override string ToString() => _text.ToStringAndClear();
}
