// What the packages' user writes: this file and three lines of project file, nothing else.
using EcgScaling;
using EcgScaling.Models;
using static TorchSharp.torch;

manual_seed(1);
var spec = new EcgSpec { Samples = 1024 };
using var model = new EcgClassifier(EncoderFamilies.Build(new EcgTransformerConfig { Input = spec, Width = 32, Depth = 2 }), outputs: 6);
using var optimiser = optim.AdamW(model.parameters(), lr: 1e-3);
var tracings = randn(spec.BatchShape(8));
var labels = zeros(8, 6);

var first = Step();
var second = Step();
Console.WriteLine($"trained a step: loss {first:F4}, then {second:F4}");
return second < first ? 0 : 1;

float Step()
{
    using var scope = NewDisposeScope();
    optimiser.zero_grad();
    var loss = nn.functional.binary_cross_entropy_with_logits(model.call(tracings), labels);
    loss.backward();
    optimiser.step();
    return loss.item<float>();
}
