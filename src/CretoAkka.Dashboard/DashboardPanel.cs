namespace CretoAkka.Dashboard;

/// <summary>Buttons of the host's own. Immutable.</summary>
/// <param name="Title">What stands above them.</param>
/// <param name="Acts">The buttons, in their order; those of one target stand together.</param>
public sealed record DashboardPanel(string Title, IReadOnlyList<DashboardAct> Acts);

/// <summary>One button.</summary>
/// <param name="Target">What it is done to.</param>
/// <param name="Name">What is done: a word or two.</param>
/// <param name="Run">
/// Does it, and says in a sentence what became of it. An <see cref="InvalidOperationException"/> says why it cannot be.
/// </param>
public sealed record DashboardAct(string Target, string Name, Func<CancellationToken, Task<string>> Run);
