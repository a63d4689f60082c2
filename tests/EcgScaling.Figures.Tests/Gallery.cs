using EcgScaling.Figures.Ecg;

namespace EcgScaling.Figures.Tests;

/// <summary>One figure of every kind: the golden files, the structural checks and the pictures in docs/figures.md all come from here.</summary>
public static class Gallery
{
    public static IReadOnlyList<(string Name, IFigure Figure)> All { get; } =
    [
        ("loss-vs-n", LossAgainstParameters()),
        ("loss-vs-n-narrow", Narrow()),
        ("reducible", Reducible()),
        ("isoflop", IsoFlop()),
        ("contour", Contour()),
        ("bars", Bars()),
        ("intervals", Intervals()),
        ("loss-to-loss", LossToLoss()),
        ("steps", Steps()),
        ("grid", Panels()),
        ("ecg-3x4", Ecg().Titled("Synthetic 12-lead ECG", "sinus rhythm, 68 beats per minute")),
        ("ecg-rows", Ecg().Layout(EcgLayout.OneRowPerLead).Window(0, 5)),
        ("hostile", Hostile()),
        ("empty", Figure.Create("Nothing measured yet").X("Parameters").Y("Loss")),
    ];

    private static double[] N => [2e4, 6e4, 2e5, 6e5, 2e6, 6e6, 2e7, 6e7, 2e8];

    private static double Law(double n, double e, double a, double alpha) => e + a * Math.Pow(n, -alpha);

    private static double Wobble(int i) => 1 + 0.02 * Math.Sin(12.9898 * (i + 1)) + 0.01 * Math.Cos(4.1414 * i);

    private static double[] Losses(double e, double a, double alpha) => [.. N.Select((n, i) => Law(n, e, a, alpha) * Wobble(i))];

    private static double[] Grid(double from, double to, int count) => [.. Enumerable.Range(0, count).Select(i => from * Math.Pow(to / from, i / (count - 1.0)))];

    private static Figure Family(Figure figure, string name, double e, double a, double alpha)
    {
        double[] loss = Losses(e, a, alpha);
        double[] grid = Grid(1e4, 4e8, 60);
        return figure
            .Points(name, N, loss, [.. loss.Select(l => l * 0.985)], [.. loss.Select(l => l * 1.02)])
            .Curve(name, n => Law(n, e, a, alpha), 1e4, 4e8)
            .Band(name, grid, grid.Select(n => Law(n, e, a, alpha) * 0.97), grid.Select(n => Law(n, e, a, alpha) * (1.03 + 0.02 * Math.Abs(Math.Log10(n / 2e6)))));
    }

    private static Figure LossAgainstParameters()
    {
        Figure figure = Figure.Create("Validation loss against parameters, by encoder family")
            .Subtitle("CODE, 2.3M records, three seeds; lines are fits of E + A·N^−α, bands are 95 % profile intervals")
            .LogX("Parameters N").LogY("Validation loss (nats per label)");
        figure = Family(figure, "ResNet1D, supervised", 0.045, 1.9, 0.31);
        figure = Family(figure, "Transformer, supervised", 0.044, 3.2, 0.32);
        figure = Family(figure, "Transformer, masked", 0.06, 6.0, 0.33);
        return figure.HorizontalLine(0.045, "E = 0.045 (ResNet1D)", "ResNet1D, supervised").VerticalLine(8e7, "largest trained size");
    }

    private static Figure Narrow() => Figure.Create("A range of less than one decade")
        .LogX("Records D").LogY("Loss (nats)")
        .Points("ResNet1D", [120_000, 180_000, 240_000, 360_000, 500_000], [2.62, 2.55, 2.49, 2.44, 2.41])
        .Line("ResNet1D", [120_000, 180_000, 240_000, 360_000, 500_000], [2.62, 2.55, 2.49, 2.44, 2.41]);

    private static Figure Reducible()
    {
        double[] loss = Losses(0.045, 1.9, 0.31);
        return Figure.Create("Reducible loss L − E").LogX("Parameters N", TickLabels.Power).LogY("L − E (nats)")
            .Points("in the fit", N[2..], loss[2..].Select(l => l - 0.045), notes: N[2..].Select(n => $"N = {n:0}"))
            .Points("left out", N[..2], loss[..2].Select(l => l - 0.045), hollow: true)
            .Curve("fit", n => 1.9 * Math.Pow(n, -0.31), 1e4, 4e8);
    }

    private static Figure IsoFlop()
    {
        Figure figure = Figure.Create("Loss at equal compute").Subtitle("One curve per budget; crosses are the fitted minima")
            .LogX("Parameters N").Y("Loss (nats)").Colours(FigurePalette.Ordered);
        foreach (double exponent in (double[])[14, 14.5, 15, 15.5, 16, 16.5])
        {
            double budget = Math.Pow(10, exponent);
            double best = 0.6 * Math.Pow(budget, 0.5) / 500;
            double floor = 2.2 + 200 * Math.Pow(budget, -0.16);
            double[] x = Grid(best / 12, best * 12, 7);
            double At(double n) => floor + 0.12 * Math.Pow(Math.Log10(n / best), 2);
            string name = "C = 10^" + exponent.ToString(System.Globalization.CultureInfo.InvariantCulture);
            figure = figure.Points(name, x, x.Select((n, i) => At(n) + 0.004 * Math.Sin(9 * i))).Curve(name, At, best / 14, best * 14).Text(best, floor, "N* = " + (best >= 1e6 ? $"{best / 1e6:0.0}M" : $"{best / 1e3:0}K"));
        }

        return figure;
    }

    private static Figure Contour()
    {
        double[] n = Grid(2e4, 2e8, 41);
        double[] d = Grid(1e5, 1e8, 31);
        double[,] loss = new double[d.Length, n.Length];
        for (int i = 0; i < d.Length; i++)
        {
            for (int j = 0; j < n.Length; j++)
            {
                loss[i, j] = 1.8 + 480 * Math.Pow(n[j], -0.45) + 2085 * Math.Pow(d[i], -0.55);
            }
        }

        double[] levels = [2.0, 2.2, 2.5, 3, 4, 6];
        return Figure.Create("Loss surface and compute frontier").LogX("Parameters N").LogY("Records D")
            .Heat("Loss (nats)", n, d, loss, logColours: true)
            .Contour("Loss (nats)", n, d, loss, levels)
            .Line("compute-optimal frontier", Grid(1e5, 5e7, 20), Grid(1e5, 5e7, 20).Select(x => 40 * Math.Pow(x, 0.8)));
    }

    private static Figure Bars() => Figure.Create("AUROC by task").X("").Y("AUROC").YRange(0.5, 1)
        .Bars("ResNet1D", ["AF", "1st-degree AV block", "LBBB", "RBBB"], [0.97, 0.93, 0.99, 0.98], [0.96, 0.90, 0.98, 0.97], [0.98, 0.95, 0.995, 0.99])
        .Bars("Transformer", ["AF", "1st-degree AV block", "LBBB", "RBBB"], [0.95, 0.94, 0.98, 0.975], [0.94, 0.92, 0.97, 0.965], [0.96, 0.96, 0.99, 0.985]);

    private static Figure Intervals() => Figure.Create("Exponent α by family").X("α (95 % profile interval)").Size(640, 320)
        .Intervals("profile", ["ResNet1D, supervised", "ResNet1D, masked", "Transformer, supervised", "Transformer, masked with a long name that has to be wrapped"], [0.31, 0.35, 0.33, 0.42], [0.27, 0.30, 0.21, double.NegativeInfinity], [0.36, 0.41, 0.47, 0.51])
        .Intervals("cluster bootstrap", ["ResNet1D, supervised", "ResNet1D, masked", "Transformer, supervised", "Transformer, masked with a long name that has to be wrapped"], [0.312, 0.349, 0.335, 0.41], [0.28, 0.31, 0.23, 0.3], [0.35, 0.40, 0.45, 0.5])
        .VerticalLine(0.34, "Chinchilla 0.34");

    private static Figure LossToLoss()
    {
        double[] id = Losses(0.045, 1.9, 0.31);
        double[] ood = [.. id.Select((x, i) => 0.08 + 1.4 * Math.Pow(x - 0.04, 0.9) * Wobble(i + 3))];
        return Figure.Create("Out-of-distribution against in-distribution loss").X("ID loss (nats)").Y("OOD loss (nats)")
            .Points("unseen labels", id, ood, ood.Select(v => v * 0.96), ood.Select(v => v * 1.04), id.Select(v => v * 0.97), id.Select(v => v * 1.03))
            .Curve("unseen labels", x => 0.08 + 1.4 * Math.Pow(x - 0.04, 0.9), 0.045, 0.14)
            .Diagonal().VerticalLine(0.04, "E_id", "unseen labels").HorizontalLine(0.08, "E_ood", "unseen labels");
    }

    private static Figure Steps() => Figure.Create("Learning-rate schedule").X("Step", TickLabels.Count).Y("Learning rate")
        .Step("warm-up, stable, decay", [0, 1000, 2000, 3000, 16000, 18000, 20000], [0, 1e-4, 2e-4, 3e-4, 2e-4, 1e-4, 0])
        .Line("cosine", Enumerable.Range(0, 101).Select(i => i * 200.0), Enumerable.Range(0, 101).Select(i => i is > 40 and < 46 ? double.NaN : 1.5e-4 * (1 + Math.Cos(Math.PI * i / 100))))
        .Band("cosine", Enumerable.Range(0, 101).Select(i => i * 200.0), Enumerable.Range(0, 101).Select(i => 1.4e-4 * (1 + Math.Cos(Math.PI * i / 100))), Enumerable.Range(0, 101).Select(i => i > 90 ? double.PositiveInfinity : 1.6e-4 * (1 + Math.Cos(Math.PI * i / 100))));

    private static FigureGrid Panels()
    {
        FigureGrid grid = FigureGrid.Create("Loss against parameters, by data size").Subtitle("One panel per number of records").Columns(3).SharedX().SharedY();
        foreach ((string records, double e) in ((string, double)[])[("50K records", 0.09), ("200K records", 0.075), ("500K records", 0.06), ("1M records", 0.052), ("2.3M records", 0.045)])
        {
            Figure panel = Figure.Create(records).LogX("Parameters N").LogY("Loss (nats per label)");
            panel = Family(panel, "ResNet1D", e, 1.9, 0.31);
            panel = Family(panel, "Transformer", e * 0.95, 3.2, 0.32);
            grid = grid.Panel(panel);
        }

        return grid;
    }

    private static EcgPaper Ecg()
    {
        float[,] signal = SyntheticBeat.Recording(hertz: 400, seconds: 10);
        for (int i = 1000; i < 1100; i++)
        {
            signal[9, i + 2200] = float.NaN;
        }

        return EcgPaper.Create(signal, 400, SyntheticBeat.Leads);
    }

    private static Figure Hostile() => Figure.Create("Names with <tags> & \"quotes\", \u0001 control and a very long title that cannot fit on one line of the figure and therefore wraps")
        .X("x < 1 & y > 2").Y("A very long axis title that is longer than the plot is high and so has to be wrapped into two lines of text")
        .Points("a <b> & 'c' ]]>", [1, 2, 3], [1, double.NaN, 3])
        .Points("αβγ — 心電図 😀", [1.5, 2.5], [2, 2.2])
        .Text(2.5, 2.2, "</svg><script>alert(1)</script>");
}
