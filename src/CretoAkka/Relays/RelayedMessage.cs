using CretoAkka.Sessions;

namespace CretoAkka.Relays;

/// <summary>
/// A message that goes to its addressee by way of another peer. Who wrote it says so inside, under a signature that is
/// the application's: what is said here proves nothing.
/// </summary>
/// <param name="Author">Who asked for it to be carried.</param>
/// <param name="Id">A number that nobody can guess; the same however often it is carried.</param>
/// <param name="Addressee">For whom it is.</param>
/// <param name="Payload">The message, as its serializer made it.</param>
internal sealed record RelayedMessage(string Author, ulong Id, string Addressee, SessionProtocol.Payload Payload);
