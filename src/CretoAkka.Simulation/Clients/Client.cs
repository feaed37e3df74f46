using System.Globalization;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Signing;
using CretoAkka.Pbft.Store;
using CretoAkka.Simulation.Checks;
using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Clients;

/// <summary>Reads and writes few registers, one request after the other; every value is written once.</summary>
internal sealed class Client(ISigner signer, Dice dice, int keys)
{
    private string _key = "";
    private string? _written;
    private TimeSpan _invoked;

    /// <summary>The number of its last request.</summary>
    public long Timestamp { get; private set; }

    /// <summary>Its request that is not answered; null: it has none.</summary>
    public SignedMessage? Request { get; private set; }

    /// <summary>Since when it has waited.</summary>
    public TimeSpan Invoked => _invoked;

    /// <summary>Who it is.</summary>
    public string Id => signer.Id;

    /// <summary>Makes the next request.</summary>
    public SignedMessage Ask(TimeSpan now)
    {
        Timestamp++;
        _key = string.Create(CultureInfo.InvariantCulture, $"k{dice.Below(keys)}");
        _written = dice.Chance(0.5) ? string.Create(CultureInfo.InvariantCulture, $"{Id}/{Timestamp}") : null;
        _invoked = now;
        KeyValueOperation operation = _written is null
            ? new KeyValueOperation.Get(_key)
            : new KeyValueOperation.Put(_key, Bytes.Of(System.Text.Encoding.UTF8.GetBytes(_written)));
        return Request = SignedMessage.Sign(new Request(Id, Timestamp, operation.Encode()), signer);
    }

    /// <summary>Its request is answered.</summary>
    public Operation Answer(Bytes result, TimeSpan now)
    {
        Request = null;
        var answer = KeyValueResult.TryDecode(result.Span);
        ViolationException.Unless(
            answer?.Status == KeyValueStatus.Stored == _written is not null && answer is not null, "I3",
            $"{Id} was told {answer?.Status} of its request {Timestamp}");
        var read = answer!.Value.Status == KeyValueStatus.Found
            ? System.Text.Encoding.UTF8.GetString(answer.Value.Value.Span)
            : null;
        return new(_key, _written is not null, _written ?? read, _invoked, now);
    }

    /// <summary>What it asked and was never told.</summary>
    public Operation? Unanswered() =>
        Request is null ? null : new Operation(_key, _written is not null, _written, _invoked, null);
}
