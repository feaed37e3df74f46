namespace CretoAkka.Pbft.Messages;

/// <summary>
/// The primary of a view opens it with the VIEW-CHANGEs of a quorum. It carries them by digest, for together they would
/// not fit a frame: each was sent to everybody by its signer, and who lacks one asks for it by its digest. The
/// pre-prepares of the view follow from them, so they are not in it.
/// </summary>
/// <param name="Sender">The primary of <paramref name="View"/>.</param>
/// <param name="View">The view. Above 0.</param>
/// <param name="Votes">The VIEW-CHANGEs of a quorum of different replicas for this view, in the order of the group.
/// </param>
public sealed record NewView(string Sender, long View, ValueList<NewViewVote> Votes) : ProtocolMessage(Sender)
{
    /// <inheritdoc/>
    public override MessageKind Kind => MessageKind.NewView;

    private protected override void WriteFields(ByteWriter writer)
    {
        writer.Number(View);
        writer.Count(Votes.Count, MessageLimits.Replicas);
        foreach (var vote in Votes)
        {
            writer.Byte(vote.Replica);
            writer.Digest(vote.ViewChange);
        }
    }

    internal static NewView Read(string sender, ref ByteReader reader)
    {
        var view = reader.Number();
        if (view == 0)
            reader.Fail(DecodeError.OutOfBounds);
        var votes = new NewViewVote[reader.Count(MessageLimits.Replicas)];
        for (var i = 0; i < votes.Length && !reader.Failed; i++)
        {
            votes[i] = new(reader.Byte(), reader.Digest());
            if (i > 0 && votes[i].Replica <= votes[i - 1].Replica)
                reader.Fail(DecodeError.NotCanonical);
        }

        return new(sender, view, [.. votes]);
    }
}

/// <summary>One VIEW-CHANGE of a NEW-VIEW.</summary>
/// <param name="Replica">Its signer's place in the group, from 0.</param>
/// <param name="ViewChange">The digest of the signed message.</param>
public readonly record struct NewViewVote(byte Replica, Digest ViewChange);
