using System.Globalization;
using System.Runtime.InteropServices;

namespace CretoAkka.Node.Tests;

/// <summary>
/// Ctrl-C for processes that tests start. A shell that runs the tests in its background lets them ignore it, and whom
/// they start inherits that.
/// </summary>
internal static class CtrlC
{
    private const int Interrupt = 2;
    private const nint Default = 0;

    /// <summary>Whoever is started from now on hears it.</summary>
    public static void Allow()
    {
        // Not asked of signal() itself: it would replace a handler of the runtime's.
        if (OperatingSystem.IsLinux() && IsIgnored())
            Signal(Interrupt, Default);
    }

    private static bool IsIgnored()
    {
        const string Field = "SigIgn:";
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(Field, StringComparison.Ordinal));
        var ignored = ulong.Parse(line.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (ignored & (1UL << (Interrupt - 1))) != 0;
    }

    [DllImport("libc", EntryPoint = "signal", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int signal, nint handler);
}
