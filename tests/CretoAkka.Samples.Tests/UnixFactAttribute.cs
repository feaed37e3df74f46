namespace CretoAkka.Samples.Tests;

/// <summary>A test that sends signals, and has authorities of its own by an environment variable of OpenSSL.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
            Skip = "Windows knows no kill(2), and elsewhere than on Linux the authorities are the machine's.";
    }
}
