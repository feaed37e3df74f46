namespace CretoAkka.Packages.Tests;

/// <summary>A small library under the build files of src: its public names are compared with its files.</summary>
public sealed class FrozenApiTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("creto-api-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_public_name_that_came_or_went_without_the_file_fails_the_build()
    {
        Write("library.csproj", $"""
            <Project>
              <PropertyGroup>
                <IsPackable>true</IsPackable>
                <DirectoryBuildPropsPath>{WorkingCopy.Root}/src/Directory.Build.props</DirectoryBuildPropsPath>
                <DirectoryPackagesPropsPath>{WorkingCopy.Root}/src/Directory.Packages.props</DirectoryPackagesPropsPath>
              </PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>
            """);
        Write(".editorconfig", WorkingCopy.Read(".editorconfig"));
        Write("Came.cs", "/// <summary>New.</summary>\npublic static class Came;\n");
        Write("PublicAPI.Shipped.txt", "#nullable enable\nWent\n");
        Write("PublicAPI.Unshipped.txt", "#nullable enable\n");

        var said = await Command.FailAsync(_folder.FullName, "build", "-nologo", "-v:q", "-p:IsPackable=true");

        Assert.Contains("error RS0016: Symbol 'Came'", said, StringComparison.Ordinal);
        Assert.Contains("error RS0017: Symbol 'Went'", said, StringComparison.Ordinal);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);
}
