using EcgScaling.Benchmarks;

return args.FirstOrDefault() switch
{
    "targets" => TargetsCommand.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: LawsBenchmarks targets");
    return 2;
}
