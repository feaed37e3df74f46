namespace CretoAkka.Node.Tests.Process;

/// <summary>Runs of the whole demo, one after the other, and nothing beside them: they measure time.</summary>
[CollectionDefinition("process", DisableParallelization = true)]
public sealed class ProcessCollection;
