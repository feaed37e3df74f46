using Akka.Actor;
using CretoAkka.Peers;

namespace CretoAkka.Sessions;

/// <summary>Finds the local actors that peers send to. Used by one circuit's actor.</summary>
internal sealed class TargetFinder(ExtendedActorSystem system)
{
    private const int LongestPath = 2048;
    private const string Users = "user";

    private string? _path;
    private IActorRef? _found;

    /// <summary>The users' actor at that path; null: there is none. The circuits' own are nobody's target.</summary>
    public IActorRef? Find(string path)
    {
        if (path == _path && _found is InternalActorRefBase { IsTerminated: false })
            return _found;
        (_path, _found) = (path, Resolve(path));
        return _found;
    }

    // The path comes from the wire: it is taken apart here, because resolving climbs at "..", skips what is empty and
    // reads a number behind "#".
    private IActorRef? Resolve(string path)
    {
        if (path.Length > LongestPath || path.Split('/') is not ["", Users, var first, ..] elements
            || SupervisorName.Is(first) || !elements.Skip(1).All(IsName))
            return null;
        var full = elements.Skip(1).Aggregate<string, ActorPath>(
            new RootActorPath(system.Provider.DefaultAddress), static (parent, name) => parent / name);
        var found = system.Provider.ResolveActorRef(full);
        return found is EmptyLocalActorRef || found.IsNobody() || !IsUsers(found) ? null : found;
    }

    private static bool IsName(string element) =>
        element is not ("." or "..") && ActorPath.IsValidPathElement(element.TrimStart('$'));

    private static bool IsUsers(IActorRef found) =>
        found.Path.Elements is [Users, var first, ..] && !SupervisorName.Is(first);
}
