using CretoAkka.Simulation.Engine;

namespace CretoAkka.Simulation.Networks;

/// <summary>Something at an address.</summary>
internal interface IEndpoint
{
    /// <summary>Takes what came from an address.</summary>
    void Receive(int from, object message);
}

/// <summary>
/// Carries anything between addresses, each direction by its own condition. An address may have two endpoints, each of
/// which hears and is heard by a part of the others: so two copies of one node look like one.
/// </summary>
internal sealed class VirtualNetwork
{
    private readonly Agenda _agenda;
    private readonly Dice _dice;
    private readonly IEndpoint?[] _endpoints;
    private readonly IEndpoint?[] _twins;
    private readonly Condition[,] _conditions;
    private readonly bool[,] _heardByTwin;

    /// <summary>A network of healthy connections.</summary>
    public VirtualNetwork(Agenda agenda, Dice dice, int addresses)
    {
        (_agenda, _dice) = (agenda, dice);
        (_endpoints, _twins) = (new IEndpoint?[addresses], new IEndpoint?[addresses]);
        (_conditions, _heardByTwin) = (new Condition[addresses, addresses], new bool[addresses, addresses]);
        for (var from = 0; from < addresses; from++)
        {
            for (var to = 0; to < addresses; to++)
                _conditions[from, to] = Condition.Healthy;
        }
    }

    /// <summary>How many addresses there are.</summary>
    public int Addresses => _endpoints.Length;

    /// <summary>Messages that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Puts an endpoint at an address.</summary>
    public void Attach(int address, IEndpoint endpoint) => _endpoints[address] = endpoint;

    /// <summary>Puts a second endpoint at an address.</summary>
    public void AttachTwin(int address, IEndpoint endpoint) => _twins[address] = endpoint;

    /// <summary>Which of two endpoints at an address somebody speaks with.</summary>
    public void Divide(int address, int with, bool isTwin) => _heardByTwin[address, with] = isTwin;

    /// <summary>Changes what happens on the way from one address to another.</summary>
    public void Change(int from, int to, in Condition condition) => _conditions[from, to] = condition;

    /// <summary>Puts a message on its way.</summary>
    /// <param name="sender">The endpoint that sends it: a twin that the other does not speak with is not heard.</param>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it shall go.</param>
    /// <param name="message">Anything that does not change any more.</param>
    public void Send(IEndpoint sender, int from, int to, object message)
    {
        Sent++;
        ref readonly var condition = ref _conditions[from, to];
        if (condition.IsCut || _dice.Chance(condition.Loss) || EndpointOf(from, to) != sender)
            return;
        Carry(condition, from, to, message);
        if (_dice.Chance(condition.Duplication))
            Carry(condition, from, to, message);
    }

    private void Carry(in Condition condition, int from, int to, object message) => _agenda.At(
        _agenda.Now + _dice.Between(condition.Least, condition.Most),
        () => EndpointOf(to, from)?.Receive(from, message));

    private IEndpoint? EndpointOf(int address, int with) =>
        _heardByTwin[address, with] ? _twins[address] ?? _endpoints[address] : _endpoints[address];
}
