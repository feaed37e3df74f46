using System.Runtime.InteropServices;

namespace CretoAkka.Node.Experiments.Processes;

/// <summary>Stops a process as it stands, and lets it go on. Where there are signals.</summary>
internal static class ProcessSignals
{
    /// <summary>What is said where there are none.</summary>
    public const string Unsupported = "this system has no signals that stop a process, which the experiment needs.";

    /// <summary>Whether there are any.</summary>
    public static bool AreSupported => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    private static int StopSignal => OperatingSystem.IsMacOS() ? 17 : 19;

    private static int ContinueSignal => OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Stops it: it neither runs nor answers, and its sockets stay open.</summary>
    public static void Stop(int process) => Send(process, StopSignal);

    /// <summary>Lets it go on.</summary>
    public static void Continue(int process) => Send(process, ContinueSignal);

    private static void Send(int process, int signal)
    {
        if (!AreSupported)
            throw new ExperimentException(Unsupported);
        if (Kill(process, signal) != 0)
            throw new ExperimentException("A process of the experiment is gone that should be stopped or continued.");
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
