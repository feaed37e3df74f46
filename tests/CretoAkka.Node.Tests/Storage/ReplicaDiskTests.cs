using System.Text;
using CretoAkka.Node.Storage;
using CretoAkka.Pbft.Durability;
using CretoAkka.Pbft.Messages;
using Microsoft.Data.Sqlite;

namespace CretoAkka.Node.Tests.Storage;

/// <summary>A replica's store on a real disk: what is read is what was written, or nothing is.</summary>
public sealed class ReplicaDiskTests : IDisposable
{
    private static readonly DiskOwner Owner = new("node-1", new byte[32]);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string File => _directory["data/votes.db"];

    [Fact]
    public void What_was_written_is_read_by_the_next_process()
    {
        using (var disk = Open(out var lost))
        {
            Assert.Null(lost);
            disk.Begin().Write([Of(RecordKind.Accepted, 1, "a"), Of(RecordKind.View, 0, "v")]);
        }

        using var again = Open(out var lostNow);
        var life = again.Begin();

        Assert.Null(lostNow);
        Assert.False(life.HasLostItsVotes);
        Assert.Equal(["Accepted 1 a", "View 0 v"], Texts(life));
    }

    [Fact]
    public void A_record_replaces_what_it_says_it_replaces()
    {
        DurableRecord[] history =
        [
            Of(RecordKind.Accepted, 1, "a"), Of(RecordKind.Prepared, 1, "b"), Of(RecordKind.Accepted, 5, "c"),
            Of(RecordKind.Accepted, 5, "d"), Of(RecordKind.View, 0, "e"), Of(RecordKind.Checkpoint, 4, "f"),
            Of(RecordKind.Recovery, 0, "g"), Of(RecordKind.Prepared, 6, "h"), Of(RecordKind.Checkpoint, 5, "i"),
        ];
        var expected = new DurableState();
        using var disk = Open(out _);
        var life = disk.Begin();

        foreach (var record in history)
        {
            expected.Write(record);
            life.Write([record]);
            Assert.Equal(expected.Records.Select(Text).Order(), Texts(disk, ref life));
        }
    }

    [Fact]
    public void A_write_of_an_earlier_life_is_refused()
    {
        using var disk = Open(out _);
        var first = disk.Begin();
        var second = disk.Begin();

        Assert.Throws<DiskException>(() => first.Write([Of(RecordKind.View, 0, "old")]));
        second.Write([Of(RecordKind.View, 0, "new")]);

        Assert.Equal(["View 0 new"], Texts(disk.Begin()));
    }

    [Fact]
    public void Without_its_file_a_replica_that_has_voted_has_lost_its_votes_until_a_record_says_so()
    {
        using (Open(out _)) { }
        Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);

        using (var disk = Open(out var lost))
        {
            Assert.StartsWith($"the store {File} of node-1 is missing, though it has voted;", lost, Sentence);
            Assert.True(disk.Begin().HasLostItsVotes);
        }
        // It ended before it wrote anything.
        using (var disk = Open(out var lost))
        {
            Assert.Null(lost);
            var life = disk.Begin();
            Assert.True(life.HasLostItsVotes);
            life.Write([Of(RecordKind.Recovery, 0, "r")]);
        }
        using var again = Open(out _);
        Assert.False(again.Begin().HasLostItsVotes);
    }

    [Theory]
    [InlineData(0, 100)] // the header
    [InlineData(100, 4000)] // the first page
    [InlineData(4096, 4000)] // tables
    public void A_damaged_file_is_set_aside_and_never_read(int from, int count)
    {
        Fill();
        Overwrite(from, count);

        using var disk = Open(out var lost);

        Assert.StartsWith($"the store {File} of node-1 cannot be trusted: ", lost, Sentence);
        Assert.Contains("it is kept as ", lost, Sentence);
        Assert.Empty(disk.Begin().Records);
        Assert.True(disk.Begin().HasLostItsVotes);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!, "votes.db.damaged-*"));
    }

    [Fact]
    public void Half_a_file_is_set_aside()
    {
        Fill();
        using (var file = new FileStream(File, FileMode.Open))
            file.SetLength(file.Length / 2);

        using var disk = Open(out var lost);

        Assert.NotNull(lost);
        Assert.True(disk.Begin().HasLostItsVotes);
    }

    [Fact]
    public void A_flipped_bit_in_a_record_is_found()
    {
        Fill();
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[bytes.AsSpan().IndexOf("content-7"u8)] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);

        using var disk = Open(out var lost);

        Assert.Null(lost);
        Assert.EndsWith("record of place 7 is damaged", Assert.Throws<InvalidDataException>(disk.Begin).Message, Sentence);
    }

    [Fact]
    public void A_file_of_another_version_is_set_aside()
    {
        Fill();
        Change("PRAGMA user_version = 2");

        using var disk = Open(out var lost);

        Assert.Contains("it has format 2, and this program reads format 1; it is kept as ", lost, Sentence);
        Assert.True(disk.Begin().HasLostItsVotes);
    }

    [Fact]
    public void A_database_of_something_else_is_set_aside()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        Change("CREATE TABLE notes (text TEXT)");

        using var disk = Open(out var lost);

        Assert.Contains("it is no store of a replica", lost, Sentence);
        Assert.True(disk.Begin().HasLostItsVotes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_was_cut_short_as_it_was_made_is_a_loss_only_where_the_replica_has_voted(bool voted)
    {
        if (voted)
            Fill();
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllBytes(File, []);

        using var disk = Open(out var lost);

        Assert.Equal(voted, lost is not null);
        Assert.Equal(voted, disk.Begin().HasLostItsVotes);
    }

    [Fact]
    public void Anothers_store_is_refused_and_stays()
    {
        Fill();

        var name = Assert.Throws<DiskException>(() => Open(out _, Owner with { Replica = "node-2" }));
        var key = Assert.Throws<DiskException>(() => Open(out _, Owner with { PublicKey = [.. Enumerable.Repeat((byte)1, 32)] }));

        Assert.Equal($"the store {File} is node-1's, and node-2 must not write to it.", name.Message);
        Assert.StartsWith($"the store {File} belongs to another key of node-1;", key.Message, Sentence);
        using var disk = Open(out var lost);
        Assert.Null(lost);
        Assert.Equal(20, disk.Begin().Records.Count);
    }

    [Fact]
    public void A_store_in_use_is_refused_and_stays()
    {
        using var disk = Open(out _);

        var refused = Assert.Throws<DiskException>(() => Open(out _));

        Assert.Equal($"the store {File} is in use by another process.", refused.Message);
        disk.Begin().Write([Of(RecordKind.View, 0, "v")]);
    }

    private static StringComparison Sentence => StringComparison.Ordinal;

    private ReplicaDisk Open(out string? lost, DiskOwner? owner = null) => new DiskOpening(
        File, owner ?? Owner, new VoteMark(_directory["node-1.voted"], "node-1"), TimeProvider.System).Open(out lost);

    private void Fill()
    {
        using var disk = Open(out _);
        disk.Begin().Write([.. Enumerable.Range(1, 20).Select(place => Of(RecordKind.Accepted, place, $"content-{place}."))]);
    }

    private void Overwrite(int from, int count)
    {
        using var file = new FileStream(File, FileMode.Open);
        file.Position = from;
        file.Write([.. Enumerable.Repeat((byte)0x5a, count)]);
    }

    private void Change(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static DurableRecord Of(RecordKind kind, long place, string content) =>
        new(kind, place, Bytes.Of(Encoding.UTF8.GetBytes(content)));

    private static string Text(DurableRecord record) =>
        $"{record.Kind} {record.Place} {Encoding.UTF8.GetString(record.Content.Span)}";

    private static IEnumerable<string> Texts(DiskLife life) => life.Records.Select(Text).Order();

    private static IEnumerable<string> Texts(ReplicaDisk disk, ref DiskLife life) => Texts(life = disk.Begin());
}
