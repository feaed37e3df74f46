namespace CretoAkka.Node.Commands;

/// <summary>What load was asked for.</summary>
/// <param name="Urls">Where the replicas serve HTTP.</param>
/// <param name="Keys">The directory of keys.</param>
/// <param name="Clients">How many clients ask at once, each one request after the other.</param>
/// <param name="Duration">For how long.</param>
/// <param name="Check">Whether all that was answered is checked in the end.</param>
internal sealed record LoadOptions(
    IReadOnlyList<Uri> Urls, DirectoryInfo Keys, int Clients, TimeSpan Duration, bool Check);
