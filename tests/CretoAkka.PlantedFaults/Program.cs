using CretoAkka.PlantedFaults;

// Plants each listed fault in a copy of the repository and expects tests of its decision to find it.
try
{
    var options = Options.Parse(args);
    var repository = Repository.Root();
    var faults = FaultList.Read(Path.Combine(repository, "tests", "CretoAkka.PlantedFaults", "faults.txt"))
        .Where(fault => options.Decision is null || fault.Decision == options.Decision)
        .ToList();
    if (faults.Count == 0)
        throw new PlantedFaultsException($"No fault is listed for {options.Decision}.");

    if (!options.List)
        return Planting.Run(repository, faults);
    foreach (var fault in faults)
        Console.WriteLine($"{fault.Decision,-4} {fault.Name} ({fault.File})");
    return 0;
}
catch (PlantedFaultsException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
