using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using CretoAkka.Benchmarks.Ratios;
using CretoAkka.Benchmarks.Throughput;

// `-- ratios` compares by turns in this process and prints a table; `-- throughput` runs four replicas under load;
// anything else is BenchmarkDotNet's, as in `-- --filter '*'`, for the details of one thing.
if (args is ["ratios", .. var rest])
    return await Task.Run(() => RatioCommand.Run(rest));
if (args is ["throughput", .. var options])
    return await Task.Run(() => ThroughputCommand.Run(options));

// It builds this project again, analyzers and all, which a busy machine does not do in the two minutes it grants.
BenchmarkSwitcher.FromAssembly(typeof(RatioCommand).Assembly)
    .Run(args, ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10)));
return 0;
