namespace CretoAkka.Node.Signing;

/// <summary>A file of keys is missing, wrong, or in the way; the message says which, in one sentence.</summary>
internal sealed class KeyFileException(string message) : IOException(message);
