using Akka.Actor;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.Hosting;
using CretoAkka.Configuration;
using CretoAkka.Hosting.Layers;
using Microsoft.Extensions.Configuration;

namespace CretoAkka.Hosting;

/// <summary>Gives the actor system of a host its circuits.</summary>
public static class CircuitBreakerHostingExtensions
{
    private const string Root = "creto";

    /// <summary>
    /// Starts the circuits with the actor system, from its HOCON and <paramref name="configure"/> over it. Registers
    /// their supervisor as <see cref="PeerSupervisor"/>, for actors that are added after this.
    /// </summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="configure">Sets options; null: HOCON says it all.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>
    /// Wrong settings throw a <see cref="CretoConfigurationException"/> when the host starts, with a sentence for each.
    /// It also sets what Akka.Remote needs of <c>reference.conf</c>, below the HOCON that was added before.
    /// </remarks>
    public static AkkaConfigurationBuilder WithCircuitBreakers(
        this AkkaConfigurationBuilder builder, Action<CretoOptions>? configure = null) =>
        With(builder, section: null, configure);

    /// <inheritdoc cref="WithCircuitBreakers(AkkaConfigurationBuilder, Action{CretoOptions})"/>
    /// <param name="builder">The actor system.</param>
    /// <param name="section">
    /// What lies over HOCON and below the options, as <c>Configuration.GetSection("Creto")</c>, where
    /// <c>Creto:CircuitBreaker:Timeout</c> is <c>creto.circuit-breaker.timeout</c>. It may be absent.
    /// </param>
    /// <param name="configure">Sets options.</param>
    public static AkkaConfigurationBuilder WithCircuitBreakers(
        this AkkaConfigurationBuilder builder, IConfiguration section, Action<CretoOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return With(builder, section, configure);
    }

    /// <summary>
    /// Starts an instance beside the circuits without a name: <see cref="PeerCircuits.Get(ActorSystem, string)"/>.
    /// It has what they have, and <paramref name="configure"/> over it.
    /// </summary>
    /// <param name="builder">The actor system.</param>
    /// <param name="instance">Its name; it need not be in HOCON.</param>
    /// <param name="configure">Sets options.</param>
    public static AkkaConfigurationBuilder WithCircuitBreakers(
        this AkkaConfigurationBuilder builder, string instance, Action<CretoOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instance);
        builder.WithCircuitBreakers();
        var options = new CretoOptions();
        configure?.Invoke(options);
        HostedSettings.Find(builder)!.Add($"{Root}.instances.{Key.Quote(instance)}", options);
        return builder.WithActors((system, _) => PeerCircuits.Get(system, instance));
    }

    private static AkkaConfigurationBuilder With(
        AkkaConfigurationBuilder builder, IConfiguration? section, Action<CretoOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = HostedSettings.Find(builder) ?? Begin(builder);
        if (section is not null)
            settings.Add(Root, section);
        if (configure is not null)
        {
            var options = new CretoOptions();
            configure(options);
            settings.Add(Root, options);
        }
        return builder;
    }

    private static HostedSettings Begin(AkkaConfigurationBuilder builder)
    {
        builder.AddHocon(AkkasOwn(), HoconAddMode.Append);
        builder.WithActors(static (system, registry) =>
            registry.Register<PeerSupervisor>(PeerCircuits.Get(system).Supervisor));
        return HostedSettings.AddTo(builder);
    }

    // Without the section creto, which the circuits lay below everything themselves: files that are added later, and
    // so below this, keep their say.
    private static Config AkkasOwn()
    {
        var akka = new HoconObject();
        akka.Items["akka"] = CretoConfiguration.Reference.ToConfig().GetValue("akka");
        var root = new HoconValue();
        root.AppendValue(akka);
        return new Config(new HoconRoot(root));
    }
}
