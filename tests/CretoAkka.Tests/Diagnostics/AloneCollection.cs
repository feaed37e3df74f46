namespace CretoAkka.Tests.Diagnostics;

/// <summary>
/// Tests that listen to what the whole process does, and nothing beside them: who listens makes calls allocate.
/// </summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
