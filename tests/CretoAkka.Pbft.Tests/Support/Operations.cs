using System.Text;
using CretoAkka.Pbft.Messages;
using CretoAkka.Pbft.Store;

namespace CretoAkka.Pbft.Tests.Support;

internal static class Operations
{
    public static Bytes Text(string text) => Bytes.Of(Encoding.UTF8.GetBytes(text));

    public static Bytes Put(string key, string value) => new KeyValueOperation.Put(key, Text(value)).Encode();

    public static Bytes Get(string key) => new KeyValueOperation.Get(key).Encode();
}
