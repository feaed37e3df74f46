using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CretoAkka.Documents.Tests;

/// <summary>An example in C#, compiled as a reader would: against the real assemblies, with implicit usings.</summary>
internal sealed class Snippet
{
    // What an example may take for granted: what its reader has already.
    private const string ReadersOwn = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using static ReadersOwn;

        internal static class ReadersOwn
        {
            public static readonly Akka.Actor.ActorSystem system = null!;
            public static readonly CretoAkka.PeerCircuits circuits = null!;
            public static readonly CretoAkka.PeerId peer = "node-2";
            public static readonly CancellationToken cancellationToken = default;
            public static ValueTask<Reply> PrepareAsync(CretoAkka.PeerId peer, CancellationToken ct) => default;
            public static bool TryPrepare(CretoAkka.PeerId peer) => true;
        }

        internal sealed record Vote(long View, long Number);

        internal sealed record Reply(bool Agreed, bool Stale = false);

        internal sealed class WrongViewException : Exception;
        """;

    // A name that is not used is no fault of an example, nor is a value that is shown to exist.
    private static readonly string[] Allowed = ["CS8321", "CS0219", "CS8019", "CS1701", "CS1702"];

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(File.Exists)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation _compilation;

    public Snippet(string code, string path = "")
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var tree = CSharpSyntaxTree.ParseText(code, options, path);
        var isProgram = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        _compilation = CSharpCompilation.Create(
            "Snippet" + Guid.NewGuid().ToString("N"),
            [tree, CSharpSyntaxTree.ParseText(ReadersOwn, options, "readers-own.cs")],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What the compiler says against it.</summary>
    public IEnumerable<string> Faults() =>
        from diagnostic in _compilation.GetDiagnostics()
        where diagnostic.Severity >= DiagnosticSeverity.Warning
            && !Allowed.Contains(diagnostic.Id, StringComparer.Ordinal)
        select diagnostic.ToString();

    /// <summary>The tests in it: each runs on an object of its own.</summary>
    public IEnumerable<(string Name, Action Run)> Tests()
    {
        using var image = new MemoryStream();
        Assert.True(_compilation.Emit(image).Success);
        return
            from type in Assembly.Load(image.ToArray()).GetTypes()
            from method in type.GetMethods()
            where method.IsDefined(typeof(FactAttribute))
            select (method.Name, (Action)(() => Run(type, method)));
    }

    private static void Run(Type type, MethodInfo method)
    {
        var test = Activator.CreateInstance(type);
        using var disposable = test as IDisposable;
        var result = method.Invoke(test, BindingFlags.DoNotWrapExceptions, null, null, null);
        (result as Task)?.GetAwaiter().GetResult();
    }
}
