using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Faults.Links;

namespace CretoAkka.Node.Experiments.Trouble;

/// <summary>The link to the victim, and not the one back, is in another condition for a while.</summary>
/// <param name="begins">What happens at its beginning, in a word.</param>
/// <param name="condition">The condition.</param>
internal sealed class WorseLink(string begins, LinkCondition condition) : IFault
{
    /// <summary>A tenth of what is sent gets through in time.</summary>
    public static WorseLink Slow => new("slow", new LinkCondition { BytesPerSecond = 100_000 });

    /// <summary>Nothing arrives, and what the victim sends does.</summary>
    public static WorseLink Cut => new("cut off one way", new LinkCondition { Loss = 1 });

    /// <inheritdoc/>
    public string Begins => begins;

    /// <inheritdoc/>
    public string Ends => "as before";

    /// <inheritdoc/>
    public bool NeedsNetwork => true;

    /// <inheritdoc/>
    public Task BeginAsync(Fleet fleet, CancellationToken cancellation)
    {
        fleet.ToVictim.Condition = condition;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EndAsync(Fleet fleet, CancellationToken cancellation)
    {
        fleet.ToVictim.Condition = LinkCondition.Perfect;
        return Task.CompletedTask;
    }
}

/// <summary>The link to the victim freezes and thaws, again and again.</summary>
internal sealed class FlappingLink : IFault
{
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Thawed = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _flapping = Task.CompletedTask;

    /// <inheritdoc/>
    public string Begins => "flapping";

    /// <inheritdoc/>
    public string Ends => "as before";

    /// <inheritdoc/>
    public bool NeedsNetwork => true;

    /// <inheritdoc/>
    public Task BeginAsync(Fleet fleet, CancellationToken cancellation)
    {
        _flapping = FlapAsync(fleet.ToVictim);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task EndAsync(Fleet fleet, CancellationToken cancellation)
    {
        _ended.SetResult();
        await _flapping;
        fleet.ToVictim.Thaw();
    }

    private async Task FlapAsync(DirectedLink link)
    {
        while (!_ended.Task.IsCompleted)
        {
            link.Freeze();
            await Task.WhenAny(Task.Delay(Frozen), _ended.Task);
            link.Thaw();
            await Task.WhenAny(Task.Delay(Thawed), _ended.Task);
        }
    }
}
