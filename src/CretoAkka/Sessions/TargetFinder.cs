using Akka.Actor;

namespace CretoAkka.Sessions;

/// <summary>Finds the local actors that peers send to. Used by one circuit's actor.</summary>
internal sealed class TargetFinder(ExtendedActorSystem system)
{
    private const string Users = "/user/";
    private const string Circuits = "/user/creto";

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

    private IActorRef? Resolve(string path)
    {
        if (!path.StartsWith(Users, StringComparison.Ordinal)
            || path == Circuits
            || path.StartsWith(Circuits + "/", StringComparison.Ordinal))
            return null;
        var root = new RootActorPath(system.Provider.DefaultAddress);
        if (!ActorPath.TryParse(root.ToString().TrimEnd('/') + path, out var full))
            return null;
        var found = system.Provider.ResolveActorRef(full);
        return found is EmptyLocalActorRef || found.IsNobody() ? null : found;
    }
}
