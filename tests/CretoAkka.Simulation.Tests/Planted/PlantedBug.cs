using Xunit.Abstractions;

namespace CretoAkka.Simulation.Tests.Planted;

/// <summary>A mistake of one line that somebody could make, and that crashes nothing.</summary>
public sealed class PlantedBug : IXunitSerializable
{
    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The file, below src.</summary>
    public string File { get; private set; } = "";

    /// <summary>What stands there; exactly once.</summary>
    public string Original { get; private set; } = "";

    /// <summary>What stands there instead.</summary>
    public string Planted { get; private set; } = "";

    /// <summary>Whether it is to be found where f replicas are broken for good.</summary>
    public bool Liveness { get; private set; }

    /// <summary>For xunit.</summary>
    public PlantedBug()
    {
    }

    public PlantedBug(string name, string file, string original, string planted, bool liveness = false) =>
        (Name, File, Original, Planted, Liveness) = (name, file, original, planted, liveness);

    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name));
        File = info.GetValue<string>(nameof(File));
        Original = info.GetValue<string>(nameof(Original));
        Planted = info.GetValue<string>(nameof(Planted));
        Liveness = info.GetValue<bool>(nameof(Liveness));
    }

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(File), File);
        info.AddValue(nameof(Original), Original);
        info.AddValue(nameof(Planted), Planted);
        info.AddValue(nameof(Liveness), Liveness);
    }

    public override string ToString() => Name;
}
