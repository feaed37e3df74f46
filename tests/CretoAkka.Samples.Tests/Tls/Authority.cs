using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CretoAkka.Samples.Tests.Tls;

/// <summary>An authority of certificates for one test, and the environment of processes that trust it alone.</summary>
internal sealed class Authority : IDisposable
{
    private const string Password = "of this test";

    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly string _folder;
    private readonly X509Certificate2 _own;

    public Authority(string folder)
    {
        _folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _own = request.CreateSelfSigned(Yesterday, Yesterday.AddDays(2));
        File.WriteAllText(AuthoritiesFile, _own.ExportCertificatePem());
        Directory.CreateDirectory(NoAuthorities);
    }

    private string AuthoritiesFile => Path.Combine(_folder, "authority.pem");

    private string NoAuthorities => Path.Combine(_folder, "none");

    /// <summary>What makes a process trust this authority, and no other.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["SSL_CERT_FILE"] = AuthoritiesFile,
        ["SSL_CERT_DIR"] = NoAuthorities,
    };

    /// <summary>Makes the certificate of a node, with its key.</summary>
    /// <returns>What the node's file says of it.</returns>
    public string Issue(string node, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={node}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false)); // Server and client.
        using var issued = request.Create(
            _own, Yesterday, Yesterday.AddDays(1.9), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        var path = Path.Combine(_folder, $"{node}.pfx");
        File.WriteAllBytes(path, whole.Export(X509ContentType.Pkcs12, Password));
        return $$"""
            akka.remote.dot-netty.tcp.ssl.certificate { path = "{{path}}", password = "{{Password}}" }
            """;
    }

    public void Dispose() => _own.Dispose();
}
