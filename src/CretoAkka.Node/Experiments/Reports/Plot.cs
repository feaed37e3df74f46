using System.Collections.Immutable;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace CretoAkka.Node.Experiments.Reports;

/// <summary>Something over time, a line for each way.</summary>
/// <param name="Name">A part of its file's name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Unit">Of what is shown.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Marks">Moments, in seconds, with what happened then.</param>
internal sealed record Plot(
    string Name, string Title, string Unit, ImmutableArray<PlotLine> Lines, ImmutableArray<PlotMark> Marks)
{
    private static readonly OxyColor[] Colours = [OxyColors.Firebrick, OxyColors.DarkOrange, OxyColors.SteelBlue];

    /// <summary>As SVG.</summary>
    public string ToSvg()
    {
        var model = new PlotModel { Title = Title, Background = OxyColors.White };
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "seconds" });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = Unit });
        model.Legends.Add(new Legend { LegendPosition = LegendPosition.TopLeft });
        foreach (var (at, what) in Marks)
            model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = at, Text = what });
        foreach (var (line, colour) in Lines.Zip(Colours))
        {
            var series = new LineSeries { Title = line.Title, Color = colour };
            series.Points.AddRange(line.Points.Select(point => new DataPoint(point.X, point.Y)));
            model.Series.Add(series);
        }
        return new SvgExporter { Width = 900, Height = 420 }.ExportToString(model);
    }
}

/// <summary>One line of a plot.</summary>
/// <param name="Title">Whose.</param>
/// <param name="Points">Seconds, and the value then.</param>
internal sealed record PlotLine(string Title, ImmutableArray<(double X, double Y)> Points);

/// <summary>A moment in a plot.</summary>
/// <param name="At">When, in seconds.</param>
/// <param name="What">What happened.</param>
internal sealed record PlotMark(double At, string What);
