using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using CretoAkka.Relays;
using Google.Protobuf;
using static CretoAkka.Sessions.SessionProtocol;

namespace CretoAkka.Wire;

/// <summary>Writes and reads what nodes say to each other: protocol buffers, a manifest for each message.</summary>
/// <param name="system">Whose; it is only kept.</param>
/// <param name="isNext">Whether it writes what a node of the next version of the wire may.</param>
internal sealed class CretoSerializer(ExtendedActorSystem system, bool isNext = false)
    : SerializerWithStringManifest(system)
{
    private const string HelloManifest = "H";
    private const string WelcomeManifest = "W";
    private const string FrameManifest = "F";
    private const string AcknowledgedManifest = "A";
    private const string StrangerManifest = "S";
    private const string RelayManifest = "R";
    private const string SealedFrameManifest = "FC";
    private const string SealedAcknowledgedManifest = "AC";

    /// <inheritdoc/>
    public override int Identifier => 38_271;

    /// <summary>Makes a system write and read these messages.</summary>
    public static void Register(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<PeerCircuitsSetup>();
        var serializer = new CretoSerializer(
            system, isNext: setup is { HasValue: true, Value.RehearsesUpgrade: true });
        system.Serialization.AddSerializer("creto", serializer);
        system.Serialization.AddSerializationMap(typeof(ISessionMessage), serializer);
        system.Serialization.AddSerializationMap(typeof(RelayedMessage), serializer);
    }

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        Frame { Key: null } => FrameManifest,
        Acknowledged { Key: null } => AcknowledgedManifest,
        Frame or SealedFrame => SealedFrameManifest,
        Acknowledged or SealedAcknowledged => SealedAcknowledgedManifest,
        Hello => HelloManifest,
        Welcome => WelcomeManifest,
        Stranger => StrangerManifest,
        RelayedMessage => RelayManifest,
        Unknown when isNext => NextVersion.Manifest,
        _ => throw new ArgumentException($"{o.GetType()} is not a message of a session.", nameof(o)),
    };

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => obj switch
    {
        Frame { Key: { } key } m => Sealing.Seal(Mine(WireMapping.ToWire(m)), key),
        Frame m => Mine(WireMapping.ToWire(m)).ToByteArray(),
        Acknowledged { Key: { } key } m => Sealing.Seal(Mine(WireMapping.ToWire(m)), key),
        Acknowledged m => Mine(WireMapping.ToWire(m)).ToByteArray(),
        Hello m => Mine(WireMapping.ToWire(m)).ToByteArray(),
        Welcome m => Mine(WireMapping.ToWire(m)).ToByteArray(),
        Stranger m => Mine(WireMapping.ToWire(m)).ToByteArray(),
        RelayedMessage m => Mine(WireMapping.ToWire(m)).ToByteArray(),
        Unknown m when isNext => NextVersion.Write(m),
        SealedFrame m => m.Bytes.ToArray(),
        SealedAcknowledged m => m.Bytes.ToArray(),
        _ => throw new ArgumentException($"{obj.GetType()} is not a message of a session.", nameof(obj)),
    };

    /// <inheritdoc/>
    /// <exception cref="SerializationException">It is no such message.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        try
        {
            return Read(bytes, manifest);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new SerializationException($"A message of a session cannot be read: {e.Message}", e);
        }
    }

    private T Mine<T>(T message) where T : IMessage => isNext ? NextVersion.Extend(message) : message;

    private static object Read(byte[] bytes, string manifest) => manifest switch
    {
        FrameManifest => WireMapping.FromWire(Proto.Frame.Parser.ParseFrom(bytes)),
        AcknowledgedManifest => WireMapping.FromWire(Proto.Acknowledgement.Parser.ParseFrom(bytes)),
        HelloManifest => WireMapping.FromWire(Proto.Hello.Parser.ParseFrom(bytes)),
        WelcomeManifest => WireMapping.FromWire(Proto.Welcome.Parser.ParseFrom(bytes)),
        StrangerManifest => WireMapping.FromWire(Proto.Stranger.Parser.ParseFrom(bytes)),
        RelayManifest => WireMapping.FromWire(Proto.Relay.Parser.ParseFrom(bytes)),
        SealedFrameManifest => Sealed(bytes, static (from, nonce, all) => new SealedFrame(from, nonce, all)),
        SealedAcknowledgedManifest =>
            Sealed(bytes, static (from, nonce, all) => new SealedAcknowledged(from, nonce, all)),
        _ => new Unknown(Proto.Header.Parser.ParseFrom(bytes).From), // of a newer node
    };

    private static ISessionMessage Sealed(byte[] bytes, Func<string, ulong, byte[], ISessionMessage> make)
    {
        var (from, nonce) = Sealing.Header(bytes);
        return make(from, nonce, bytes);
    }
}
