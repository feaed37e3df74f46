namespace CretoAkka.Benchmarks.Cases;

/// <summary>Everything that is compared, in the order of the table. Add a class of cases here.</summary>
internal static class RatioCases
{
    public static readonly CaseGroup[] All =
    [
        CaseGroup.OfNode(["P1"], node => new CallCases(node).All()),
        CaseGroup.OfNode(["P2"], node => new YieldingCases(node).All()),
        CaseGroup.OfNode(["P3"], node => new RefusalCases(node).All()),
        CaseGroup.OfNode(["P4"], node => new ForwardCases(node).All()),
        new(["P5"], async () =>
        {
            var cases = await RemoteCases.Start();
            return new StartedCases(cases.All(), cases);
        }),
        CaseGroup.OfNode(["P6"], node => new StepCases(new CallCases(node).Polly).All()),
        CaseGroup.OfNode(["P7", "P8"], node => new LongCases(node).All()),
        CaseGroup.Of(["P9"], MemoryCases.All),
        new(["P10"], () =>
        {
            var cases = new CrowdCases();
            return Task.FromResult(new StartedCases(cases.All(), cases));
        }),
        CaseGroup.Of(["P11"], () => new WindowCases().All()),
        CaseGroup.OfNode(["P12"], node => new ScrapeCases(node).All()),
        new(["P13"], () =>
        {
            var cases = new BroadcastCases();
            return Task.FromResult(new StartedCases(cases.All(), cases));
        }),
    ];
}
