namespace CretoAkka.Documents.Tests;

public sealed class ConfigurationPageTests
{
    [Fact]
    public void The_page_of_settings_is_what_reference_conf_makes_it()
    {
        var expected = ConfigurationPage.Of(WorkingCopy.Read("hocon/reference.conf"));
        if (WorkingCopy.Read("docs/configuration.md") == expected)
            return;
        var copy = Path.Combine(Path.GetTempPath(), "configuration.md");
        File.WriteAllText(copy, expected);
        Assert.Fail($"docs/configuration.md is not what reference.conf says. It should be {copy}.");
    }

    [Fact]
    public void A_key_stands_with_its_whole_path_and_its_comment() => Assert.Equal(
        "\n## a.b\n\nWhat it is.\n\n- `a.b.c` = `1s`: How long. Two lines.\n- `a.d` = `off`: Names.\n",
        ConfigurationPage.Of("""
            # The file.

            a {

              # What it is.
              b {
                # How long.
                # Two lines.
                c = 1s
              }
              # Names:
              #
              #   example
              d = off
            }
            """).Split("equal.\n\n", 2)[1]);
}
