namespace CretoAkka.Tests.Support.Virtual;

/// <summary>A message that is not written before it is let go: until then whoever sends it takes nothing else.</summary>
public sealed class HeldUp(ManualResetEventSlim letGo) : IWritten
{
    public bool Value => letGo.Wait(TimeSpan.FromSeconds(20));
}
