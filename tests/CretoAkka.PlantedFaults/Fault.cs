namespace CretoAkka.PlantedFaults;

/// <summary>A fault of one line that tests of a decision must find.</summary>
/// <param name="Decision">The decision it breaks, as tests are marked with it.</param>
/// <param name="Name">What the faulty code would do, in a few words.</param>
/// <param name="File">The file it is in, from the root of the repository.</param>
/// <param name="Original">A part of a line that occurs exactly once in the file.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Tests">The folder of the test project that must find it.</param>
internal sealed record Fault(
    string Decision, string Name, string File, string Original, string Replacement, string Tests);
