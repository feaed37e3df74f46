using CretoAkka.Node.Input;

namespace CretoAkka.Node.Tests.Input;

public sealed class InputRunTests
{
    private readonly Dictionary<string, string> _store = [];
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private bool _silent;

    [Fact]
    public async Task A_read_prints_key_and_value_alone()
    {
        Assert.True(await RunAsync("PUT a 1\nPUT b 2\nGET a\n"));

        Assert.Equal("a = 1\n", _output.ToString());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_wrong_line_is_named_by_its_number_and_skipped()
    {
        Assert.True(await RunAsync("# two\n\nPOST a 1\r\nPUT a 1\r\nGET a"));

        Assert.Equal("a = 1\n", _output.ToString());
        Assert.Equal("line 3: expected PUT key value or GET key, not 'POST'.\n", _error.ToString());
    }

    [Fact]
    public async Task An_absent_key_prints_nothing_on_the_output()
    {
        Assert.True(await RunAsync("GET nowhere"));

        Assert.Empty(_output.ToString());
        Assert.Equal("line 1: 'nowhere' has no value.\n", _error.ToString());
    }

    [Fact]
    public async Task An_operation_without_agreement_is_named_and_remembered()
    {
        _silent = true;

        Assert.False(await RunAsync("PUT a 1\nGET a"));

        Assert.Equal("line 1: nobody answered.\nline 2: nobody answered.\n", _error.ToString());
    }

    private Task<bool> RunAsync(string text) =>
        new InputRun(PutAsync, GetAsync, _output, _error).RunAsync(new StringReader(text), CancellationToken.None);

    private Task PutAsync(string key, string value, CancellationToken cancellation)
    {
        if (_silent)
            throw new TimeoutException("nobody answered.");
        _store[key] = value;
        return Task.CompletedTask;
    }

    private Task<string?> GetAsync(string key, CancellationToken cancellation) =>
        _silent ? throw new TimeoutException("nobody answered.") : Task.FromResult(_store.GetValueOrDefault(key));
}
