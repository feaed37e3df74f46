#pragma warning disable CS1591
namespace CretoAkka.Configuration;
public static class TmpExt { extension(CretoSettings) { public static CretoSettings From(Akka.Configuration.Config c) => throw new NotSupportedException(); } }
