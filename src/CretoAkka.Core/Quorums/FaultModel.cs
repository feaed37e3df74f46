namespace CretoAkka.Core.Quorums;

/// <summary>What a faulty member may do.</summary>
public enum FaultModel
{
    /// <summary>Anything, lies included.</summary>
    Byzantine,

    /// <summary>Stop.</summary>
    Crash,
}
