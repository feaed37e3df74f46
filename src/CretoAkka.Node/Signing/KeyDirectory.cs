using System.Security.Cryptography;
using NSec.Cryptography;

namespace CretoAkka.Node.Signing;

/// <summary>
/// A directory of Ed25519 keys: <c>NAME.key</c> is private, <c>NAME.pub</c> public, both as other tools read them (PEM
/// of PKCS 8 and of SubjectPublicKeyInfo).
/// </summary>
internal sealed class KeyDirectory(string path)
{
    private static readonly SignatureAlgorithm Algorithm = SignatureAlgorithm.Ed25519;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Where a private key is.</summary>
    public string PrivateOf(string name) => System.IO.Path.Combine(path, name + ".key");

    /// <summary>Where a public key is.</summary>
    public string PublicOf(string name) => System.IO.Path.Combine(path, name + ".pub");

    /// <summary>Where it is said that a key has signed votes.</summary>
    public string MarkOf(string name) => System.IO.Path.Combine(path, name + ".voted");

    /// <summary>Whose public keys there are, in ordinal order.</summary>
    /// <exception cref="KeyFileException">There is no such directory.</exception>
    public IReadOnlyList<string> Names()
    {
        if (!Directory.Exists(path))
            throw Missing(path);
        return [.. Directory.GetFiles(path, "*.pub").Select(file => System.IO.Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Makes a key pair for each name; all of them, or none if one is there.</summary>
    /// <exception cref="KeyFileException">One is there.</exception>
    public void Make(IReadOnlyCollection<string> names)
    {
        var taken = names.SelectMany(name => new[] { PrivateOf(name), PublicOf(name), MarkOf(name) })
            .FirstOrDefault(File.Exists);
        if (taken is not null)
            throw new KeyFileException($"{taken} exists, and keys are never overwritten: expected another directory.");
        Directory.CreateDirectory(path);
        foreach (var name in names)
            Make(name);
    }

    /// <summary>Reads a private key.</summary>
    /// <exception cref="KeyFileException">It is missing or none.</exception>
    public Key ReadPrivate(string name)
    {
        var blob = Read(PrivateOf(name));
        try
        {
            return Key.TryImport(Algorithm, blob, KeyBlobFormat.PkixPrivateKeyText, out var key)
                ? key!
                : throw new KeyFileException($"{PrivateOf(name)} is no private key of Ed25519 in PEM.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(blob);
        }
    }

    /// <summary>Reads a public key.</summary>
    /// <exception cref="KeyFileException">It is missing or none.</exception>
    public PublicKey ReadPublic(string name) =>
        PublicKey.TryImport(Algorithm, Read(PublicOf(name)), KeyBlobFormat.PkixPublicKeyText, out var key)
            ? key!
            : throw new KeyFileException($"{PublicOf(name)} is no public key of Ed25519 in PEM.");

    private void Make(string name)
    {
        var exportable = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        using var key = Key.Create(Algorithm, exportable);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(PrivateOf(name), options))
            file.Write(key.Export(KeyBlobFormat.PkixPrivateKeyText));
        File.WriteAllBytes(PublicOf(name), key.Export(KeyBlobFormat.PkixPublicKeyText));
    }

    private byte[] Read(string file) => File.Exists(file) ? File.ReadAllBytes(file) : throw Missing(file);

    private KeyFileException Missing(string what) => new($"{what} is missing; 'keys --out {path}' makes keys.");
}
