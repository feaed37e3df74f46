using CretoAkka.Node.Commands;

namespace CretoAkka.Node.Tests.Commands;

public sealed class CommandFailureTests
{
    private readonly StringWriter _error = new();

    [Fact]
    public async Task What_a_command_throws_is_a_sentence_without_a_stack_trace()
    {
        Assert.Equal(1, await CatchAsync(new InvalidOperationException("It is\nbroken."), verbose: false));

        Assert.Equal(
            "error: InvalidOperationException: It is broken. (--verbose says where)", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task An_interruption_is_told_as_one()
    {
        Assert.Equal(1, await CatchAsync(new OperationCanceledException(), verbose: false));
        Assert.Equal("error: interrupted.", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task And_with_one_if_that_is_asked_for()
    {
        Assert.Equal(1, await CatchAsync(new IOException("gone"), verbose: true));

        Assert.Contains("IOException: gone", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_throws_nothing_ends_as_it_says()
    {
        Assert.Equal(7, await CommandFailure.CatchAsync(() => Task.FromResult(7), verbose: false, _error));
        Assert.Empty(_error.ToString());
    }

    private Task<int> CatchAsync(Exception thrown, bool verbose) =>
        CommandFailure.CatchAsync(() => Task.FromException<int>(thrown), verbose, _error);
}
