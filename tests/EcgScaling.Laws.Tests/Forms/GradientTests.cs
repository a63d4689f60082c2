using System.Globalization;
using EcgScaling.Laws.Fitting;
using EcgScaling.Laws.Forms;
using EcgScaling.Laws.Objectives;
using EcgScaling.Testing;

namespace EcgScaling.Laws.Tests.Forms;

/// <summary>Values, gradients and second derivatives of all laws against complex-step numbers (Golden/make_gradients.py) and differences.</summary>
public sealed class GradientTests
{
    public static TheoryData<string> Laws => [.. LawForms.All.Keys.Where(name => name is not ("power-d" or "power-c" or "m2"))];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Value_and_gradient_equal_the_complex_step(string law)
    {
        var form = LawForms.Get(law);
        var rows = File.ReadLines(Golden.PathOf("gradients.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[0] == law).ToArray();
        Assert.NotEmpty(rows);
        foreach (var cells in rows)
        {
            var (parameters, inputs, expected) = (Numbers(cells[1]), Numbers(cells[2]), Numbers(cells[4]));
            var gradient = new double[parameters.Length];
            Close(double.Parse(cells[3], CultureInfo.InvariantCulture), form.Value(parameters, inputs), 1e-10);
            form.Gradient(parameters, inputs, gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                Close(expected[i], gradient[i], 1e-10);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_batch_evaluation_equals_the_single_one(string law)
    {
        var form = LawForms.Get(law);
        var rows = File.ReadLines(Golden.PathOf("gradients.csv")).Skip(1).Select(line => line.Split(',')).Where(cells => cells[0] == law).ToArray();
        var parameters = Numbers(rows[0][1]);
        var columns = new LawColumns([.. form.Inputs.Select((_, input) => rows.Select(cells => Numbers(cells[2])[input]).ToArray())]);
        var (values, jacobian, gradient) = (new double[columns.Count], new double[columns.Count * parameters.Length], new double[parameters.Length]);
        form.Evaluate(parameters, columns, values, jacobian);
        for (var row = 0; row < rows.Length; row++)
        {
            var inputs = Numbers(rows[row][2]);
            if (double.IsNaN(form.Value(parameters, inputs)))
            {
                continue;
            }

            Close(form.Value(parameters, inputs), values[row], 1e-12);
            form.Gradient(parameters, inputs, gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                Close(gradient[i], jacobian[(i * columns.Count) + row], 1e-11);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Scaling_there_and_back_changes_nothing_and_keeps_the_law(string law)
    {
        var form = LawForms.Get(law);
        if (!form.IsScalable)
        {
            return;
        }

        var cells = File.ReadLines(Golden.PathOf("gradients.csv")).Select(line => line.Split(',')).First(row => row[0] == law);
        var (parameters, inputs) = (Numbers(cells[1]), Numbers(cells[2]));
        var scaling = form.ChooseScaling(new LawScaling([.. inputs.Select(input => input / 3.7)], 2.3));
        var (scaled, back) = (new double[parameters.Length], new double[parameters.Length]);
        form.FromNatural(parameters, scaling, scaled);
        form.ToNatural(scaled, scaling, back);
        for (var i = 0; i < parameters.Length; i++)
        {
            Close(parameters[i], back[i], 1e-12);
        }

        double[] own = [.. inputs.Select((input, i) => input / scaling.Inputs[i])];
        Close(form.Value(parameters, inputs), form.Value(scaled, own) * scaling.Response, 1e-11);
    }

    [Theory]
    [InlineData("chinchilla", "huber:0.02")]
    [InlineData("chinchilla", "student-t")]
    [InlineData("general", "ls-log")]
    [InlineData("kaplan", "ls")]
    [InlineData("tied", "student-t@raw")]
    [InlineData("product", "ls-log")]
    [InlineData("m3", "student-t")]
    public void Gradient_and_hessian_of_the_objective_equal_differences(string law, string objective)
    {
        var form = LawForms.Get(law);
        var data = TestData.Grid(noise: 0.03).Select(point => point with { Weight = 1 + (point.N % 7 / 7) });
        var fit = LawFitter.Fit(EcgScaling.Laws.Input.ScalingPointExtensions.ToScalingData(data), form, FitObjective.Parse(objective));
        var problem = fit.Design.CreateProblem(fit.Options);
        problem.Delta = fit.WorkingDelta;
        var size = problem.Dimension;
        var x = fit.Working.Select((value, i) => (value * (1.03 + (0.01 * i))) + 1e-3).ToArray();
        var (gradient, hessian, metric) = (new double[size], new double[size * size], new double[size * size]);
        problem.Evaluate(x, gradient, hessian, metric);
        var (up, down) = (new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            var step = 1e-5 * Math.Max(Math.Abs(x[i]), 0.1);
            var moved = (double[])x.Clone();
            moved[i] += step;
            var above = problem.Evaluate(moved, up, hessian: default, metric: default);
            moved[i] -= 2 * step;
            var below = problem.Evaluate(moved, down, hessian: default, metric: default);
            var scale = gradient.Max(Math.Abs);
            Assert.Equal((above - below) / (2 * step), gradient[i], 1e-5 * scale);
            for (var j = 0; j < size; j++)
            {
                Assert.Equal((up[j] - down[j]) / (2 * step), hessian[(i * size) + j], 2e-4 * Math.Sqrt(Math.Abs(hessian[(i * size) + i] * hessian[(j * size) + j])) + 1e-6);
            }
        }
    }

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    private static void Close(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Max(Math.Abs(expected), 1e-280), $"expected {expected:R}, got {actual:R}");
}
