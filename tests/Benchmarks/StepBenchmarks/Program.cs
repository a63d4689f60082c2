// One training step (forward, backward, AdamW; batch 32, 12 x 4096) beside the same net in PyTorch, in one run:
//   eng/install.sh --benchmarks && dotnet run -c Release --project tests/Benchmarks/StepBenchmarks -- [--threads 2] [--seconds 10] [--rounds 3] [--net NAME]
//   ... -- loop     the whole loop (loader, step, metrics) beside PyTorch's, with the overhead and the memory of both; --device cuda also beside torch.compile
//   ... -- memory   the resident set over 5,000 steps
//   ... -- ptbxl    held-out AUROC on PTB-XL beside the same net in PyTorch
// Rounds alternate between the two, so that a slow minute of the machine hits both. Time on a quiet machine.
using EcgScaling.Benchmarks.Steps;

var command = StepCommand.Create();
command.Add(StepCommand.CreateChild());
command.Add(LoopCommand.Create());
command.Add(LoopCommand.CreateChild());
command.Add(MemoryCommand.Create());
command.Add(PtbXlCommand.Create());
return command.Parse(args).Invoke();
