using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CretoAkka.Repository.Tests;

/// <summary>A C# file and what is measured of it.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly CompilationUnitSyntax _tree = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();

    /// <summary>From the root, with slashes: <c>src/Project/Folder/File.cs</c>.</summary>
    public string Path { get; } = path;

    public IReadOnlyList<string> Lines { get; } = text.TrimEnd('\n').Split('\n');

    /// <summary>The name of its project, and so of its root namespace.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The namespace that its folder asks for.</summary>
    public string FolderNamespace => string.Join('.', Path.Split('/')[1..^1]);

    /// <summary>The namespaces that it declares; none for a file of top-level statements or attributes.</summary>
    public IEnumerable<string> Namespaces =>
        _tree.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(n => n.Name.ToString());

    /// <summary>Whether a type stands outside every namespace; beside a program's statements it may.</summary>
    public bool HasGlobalType => !_tree.Members.Any(m => m is GlobalStatementSyntax)
        && _tree.Members.Any(m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>Methods, constructors, operators and accessors with a body; their lines, signature included.</summary>
    public IEnumerable<(string Name, int Lines)> Methods =>
        _tree.DescendantNodes().Select(Measure).OfType<(string, int)>();

    /// <summary>Calls that wait for time to pass: <c>Thread.Sleep</c> and <c>Task.Delay</c>.</summary>
    public IEnumerable<int> TimedWaits => _tree.DescendantNodes()
        .OfType<MemberAccessExpressionSyntax>()
        .Where(m => (Last(m.Expression), m.Name.Identifier.Text) is ("Thread", "Sleep") or ("Task", "Delay"))
        .Select(m => m.GetLocation().GetLineSpan().StartLinePosition.Line + 1);

    private (string, int)? Measure(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        BaseMethodDeclarationSyntax method => (Name(method), LinesOf(method)),
        AccessorDeclarationSyntax { Body: { } body } accessor =>
            (accessor.Keyword.Text, LineSpan(accessor.Keyword.SpanStart, body.Span.End)),
        _ => null,
    };

    // From the first modifier, so that attributes and documentation do not count.
    private int LinesOf(BaseMethodDeclarationSyntax method) => LineSpan(
        method.Modifiers.Count > 0 ? method.Modifiers[0].SpanStart : method.ParameterList.SpanStart, method.Span.End);

    private int LineSpan(int start, int end)
    {
        var span = _tree.SyntaxTree.GetLineSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end));
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Name(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax m => m.Identifier.Text,
        ConstructorDeclarationSyntax c => c.Identifier.Text,
        _ => method.Kind().ToString(),
    };

    private static string Last(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        _ => expression.ToString(),
    };
}
