namespace CretoAkka.Repository.Tests;

/// <summary>Assertions that show everything they found: a list cut short hides the file that is meant.</summary>
internal static class Expect
{
    public static void None(IEnumerable<string> faults)
    {
        var found = string.Join(Environment.NewLine, faults);
        if (found.Length > 0)
            Assert.Fail(found);
    }
}
