namespace CretoAkka.Node.Operators;

/// <summary>A node cannot be asked, or refuses: one sentence for who asked.</summary>
internal sealed class OperatorException(string message, Exception? inner = null) : Exception(message, inner);
