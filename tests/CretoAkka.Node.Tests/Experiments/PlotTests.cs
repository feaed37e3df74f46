using System.Xml.Linq;
using CretoAkka.Node.Experiments.Reports;

namespace CretoAkka.Node.Tests.Experiments;

public sealed class PlotTests
{
    private static readonly Plot Plot = new(
        "heap",
        "Sender's heap",
        "MB",
        [new PlotLine("one", [(0, 1), (1, 2)]), new PlotLine("two", [(0, 1), (1, 5)])],
        [new PlotMark(0.5, "stopped")]);

    [Fact]
    public void A_plot_is_svg_with_its_title_lines_and_marks()
    {
        var texts = XDocument.Parse(Plot.ToSvg()).Descendants()
            .Where(element => element.Name.LocalName == "text")
            .Select(element => element.Value)
            .ToList();

        Assert.Superset(
            new HashSet<string> { "Sender's heap", "MB", "seconds", "one", "two", "stopped" }, texts.ToHashSet());
    }

    [Fact]
    public void Files_are_written_into_a_new_directory_and_over_old_ones()
    {
        var directory = new DirectoryInfo(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "results"));
        try
        {
            var outcome = new Outcome(new ResultTable("", [], []), [Plot]);

            ExperimentFiles.Write(directory, "hung-peer", outcome);
            ExperimentFiles.Write(directory, "hung-peer", outcome);

            Assert.Equal(
                ["hung-peer-heap.svg", "hung-peer.csv"],
                directory.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        }
        finally
        {
            directory.Parent!.Delete(recursive: true);
        }
    }
}
