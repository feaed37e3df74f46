namespace CretoAkka.Hosting;

/// <summary>What an acknowledgement says: key <c>creto.session.ack</c>.</summary>
public enum SessionAcknowledgement
{
    /// <summary>The target actor has the message.</summary>
    HandedOver,

    /// <summary>The target has said that it is done with it.</summary>
    Processed,
}
