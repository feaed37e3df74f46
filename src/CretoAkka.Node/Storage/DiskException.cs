namespace CretoAkka.Node.Storage;

/// <summary>A replica's store cannot be used as things are; the message says why, in one sentence.</summary>
internal sealed class DiskException(string message, Exception? inner = null) : Exception(message, inner);
