using System.Security.Cryptography;
using Akka.Actor;

namespace CretoAkka.Node.Replicas;

/// <summary>Asks an actor, and takes the answer where nobody but who is asked knows of.</summary>
/// <remarks>
/// Akka's own <c>Ask</c> numbers the places where answers come. Other nodes can tell the next number, and answer for a
/// peer, for or against it.
/// </remarks>
internal static class PrivateQuestion
{
    private const int NameBytes = 16;

    /// <summary>Asks, and waits until the answer comes or nobody waits for it any more.</summary>
    /// <param name="system">Who asks.</param>
    /// <param name="asked">Who is asked.</param>
    /// <param name="question">What.</param>
    /// <param name="given">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The answer is none.</exception>
    public static async Task<TAnswer> AskAsync<TAnswer>(
        ExtendedActorSystem system, ICanTell asked, object question, CancellationToken given)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var provider = system.Provider;
        var path = provider.TempContainer.Path / Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes));
        var place = new FutureActorRef<TAnswer>(answer, path, provider);
        provider.RegisterTempActor(place, path);
        try
        {
            asked.Tell(question, place);
            return await answer.Task.WaitAsync(given);
        }
        finally
        {
            provider.UnregisterTempActor(path);
        }
    }
}
