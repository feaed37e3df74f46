using System.Runtime.InteropServices;

namespace CretoAkka.Node.Running;

/// <summary>Whether this process was given a standard input.</summary>
/// <remarks>
/// Where it was not (<c>&lt;&amp;-</c>) the first file that the runtime opens, a pipe that it wakes itself by, gets the
/// number 0. Who reads standard input then waits for ever and takes the runtime's bytes, so that it cannot end either.
/// </remarks>
internal static class StandardInput
{
    private const int Descriptor = 0;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC

    /// <summary>Whether number 0 is nothing, or not what the process was started with.</summary>
    public static bool IsClosed => !OperatingSystem.IsWindows() && IsOwn(FileControl(Descriptor, GetFlags));

    // What is closed on exec was opened after it: nobody handed it to this process.
    private static bool IsOwn(int flags) => flags < 0 || (flags & CloseOnExec) != 0;

    [DllImport("libc", EntryPoint = "fcntl", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(int descriptor, int command);
}
