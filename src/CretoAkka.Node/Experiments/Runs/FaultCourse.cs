using CretoAkka.Node.Experiments.Processes;
using CretoAkka.Node.Experiments.Traffic;
using CretoAkka.Node.Experiments.Trouble;
using CretoAkka.Node.Experiments.Workers;

namespace CretoAkka.Node.Experiments.Runs;

/// <summary>Leads a fleet through traffic without a fault and with it by turns, and remembers when was what.</summary>
internal sealed class FaultCourse(Fleet fleet, IFault fault, FaultPlan plan)
{
    /// <summary>Times without a fault: the first lies before the first fault.</summary>
    public List<Measures.Span> Usual { get; } = [];

    /// <summary>The faults.</summary>
    public List<Measures.Span> Faults { get; } = [];

    /// <summary>The sender just before each fault and just before its end, by turns.</summary>
    public List<SenderSample> Samples { get; } = [];

    /// <summary>Goes through it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Task.Delay(plan.WarmUp, cancellation);
        Usual.Add(await LastAsync(plan.Usual, cancellation));
        await AddFaultAsync(plan.Fault, cancellation);
        for (var left = fault.CanRepeat ? plan.Faults - 1 : 0; fault.Ends is not null; left--)
        {
            await Task.Delay(plan.Settle, cancellation);
            Usual.Add(await LastAsync(plan.Usual, cancellation));
            if (left == 0)
                return;
            await AddFaultAsync(plan.Again, cancellation);
        }
    }

    private async Task AddFaultAsync(TimeSpan length, CancellationToken cancellation)
    {
        Samples.Add(await fleet.Sender.SampleAsync(cancellation));
        var begins = MachineClock.Now;
        await fault.BeginAsync(fleet, cancellation);
        await Task.Delay(length, cancellation);
        Samples.Add(await fleet.Sender.SampleAsync(cancellation));
        await fault.EndAsync(fleet, cancellation);
        Faults.Add(new(begins, MachineClock.Now));
    }

    private static async Task<Measures.Span> LastAsync(TimeSpan length, CancellationToken cancellation)
    {
        var from = MachineClock.Now;
        await Task.Delay(length, cancellation);
        return new(from, MachineClock.Now);
    }
}
