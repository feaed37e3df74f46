namespace CretoAkka.PlantedFaults;

/// <summary>
/// Something is wrong with the list, the repository or the machine; the message says what, in a sentence.
/// </summary>
internal sealed class PlantedFaultsException(string message) : Exception(message);
