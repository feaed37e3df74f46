namespace CretoAkka.Node.Tests.Process;

/// <summary>A test that sends a signal to a process, as Ctrl-C does in a terminal of Unix.</summary>
internal sealed class SignalFactAttribute : FactAttribute
{
    public SignalFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows knows no kill(2), and Ctrl-C goes to a whole console there, this test's too.";
    }
}
