using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CretoAkka.Benchmarks.Ratios;

/// <summary>Every row that has a bound, as a share of it: what is left of the line has reached it.</summary>
internal static class RatioPlot
{
    private const double Least = 0.01;
    private const double RowHeight = 24;
    private const double Frame = 90;

    public static string ToSvg(IReadOnlyList<RatioResult> results)
    {
        RatioResult[] rows = [.. results.Where(result => result.Bound is not null).Reverse()];
        var model = new PlotModel { Title = "Ratio and its 95% interval, bound = 1", Background = OxyColors.White };
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Minimum = Least });
        var ids = new CategoryAxis { Position = AxisPosition.Left };
        ids.Labels.AddRange(rows.Select(row => row.Id));
        model.Axes.Add(ids);
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = 1, Color = OxyColors.Firebrick });
        model.Series.Add(Intervals(rows));
        model.Series.Add(Medians(rows));
        return new SvgExporter { Width = 900, Height = Frame + RowHeight * rows.Length }.ExportToString(model);
    }

    private static IntervalBarSeries Intervals(RatioResult[] rows)
    {
        var series = new IntervalBarSeries { FillColor = OxyColors.LightSteelBlue, StrokeThickness = 0 };
        foreach (var row in rows)
            series.Items.Add(new IntervalBarItem(OfBound(row.Low, row), OfBound(row.High, row)));
        return series;
    }

    private static ScatterSeries Medians(RatioResult[] rows)
    {
        var series = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerFill = OxyColors.SteelBlue };
        series.Points.AddRange(rows.Select((row, i) => new ScatterPoint(OfBound(row.Ratio, row), i)));
        return series;
    }

    private static double OfBound(double ratio, RatioResult row) => Math.Max(Least, ratio / row.Bound!.Value);
}
