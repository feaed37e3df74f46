namespace CretoAkka.Node.Commands;

/// <summary>What files of a group were asked for.</summary>
/// <param name="Out">Where they go.</param>
/// <param name="Replicas">How many replicas.</param>
/// <param name="BasePort">The first port of Akka.Remote.</param>
/// <param name="HttpPort">The first port of HTTP.</param>
internal sealed record InitOptions(DirectoryInfo Out, int Replicas, int BasePort, int HttpPort);
