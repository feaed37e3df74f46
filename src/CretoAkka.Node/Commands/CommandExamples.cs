namespace CretoAkka.Node.Commands;

/// <summary>The examples below a command's help. A test parses each of them.</summary>
internal static class CommandExamples
{
    private const string OfDemo = """
          creto                                           four replicas, a tour of faults on node-4, 60 seconds
          creto --duration infinite --plain               lines instead of a table, until Ctrl-C
          creto --tour none --http-port 6000              no faults; HTTP on ports 6000 to 6003
          creto --tour none --control --duration infinite   faults by the buttons of a page
          printf 'PUT a 1\nGET a\n' | creto --input -     your own operations
        """;

    private const string OfTheOthers = """
          creto config show my.conf                       effective settings, and where each came from
          creto watch http://127.0.0.1:5080               follows the circuits of a node that runs
          creto peers http://127.0.0.1:5080               lists them
          creto experiment hung-peer --quick              a hung peer in numbers, with the library and without
          creto simulate --seeds 1..1000                  replicas in virtual time, with faults of all kinds
          creto cluster init --out group                  settings and keys of four replicas, each a process
        """;

    private const string OverHttp = """

        While it runs, in a browser: http://127.0.0.1:5080/circuits. And:
          curl -X PUT -d 1 http://127.0.0.1:5080/kv/a
          curl http://127.0.0.1:5081/kv/a
          curl http://127.0.0.1:5080/api/circuits
        """;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [""] = $"{OfDemo}\n{OfTheOthers}\n{OverHttp}",
        ["demo"] = $"{OfDemo.Replace("creto ", "creto demo ", StringComparison.Ordinal)}\n{OverHttp}",
        ["config"] = """
              creto config check node.conf                    before you deploy
              creto config show node.conf                     what is in force, and where each value came from
            """,
        ["config check"] = """
              creto config check node.conf                    status 0, or a sentence for each mistake and status 2
            """,
        ["config show"] = """
              creto config show                               the defaults
              creto config show node.conf                     with a file laid over them
            """,
        ["watch"] = """
              creto watch http://127.0.0.1:5080               a table that follows the node, until Ctrl-C
              creto watch 10.0.0.2:5080 --plain               a line for each change
              creto watch http://10.0.0.2:5080 --json         a line of JSON for each telling
              creto watch 10.0.0.2:5080 --instance bulk       circuits beside circuits, by their name
            """,
        ["peers"] = """
              creto peers http://127.0.0.1:5080               lists a node's circuits
              creto peers 10.0.0.2:5080 --force-open node-4 --for 5m --token TOKEN
              creto peers 10.0.0.2:5080 --reset node-4        the token is in CRETO_DASHBOARD_TOKEN
              creto peers 10.0.0.2:5080 --release node-3      ends a quarantine
            """,
        ["experiment"] = """
              creto experiment hung-peer --quick              a minute or two
              creto experiment slow-peer --out results        in full, with a table as CSV and a plot
            """,
        ["keys"] = """
              creto keys --out keys                           a pair for each of four replicas, one for clients
            """,
        ["cluster"] = """
              creto cluster init --out group                  settings and keys of four replicas, each a process
            """,
        ["cluster init"] = """
              creto cluster init --out group                  settings and keys of four replicas
              creto cluster init --out group --replicas 7 --base-port 6000 --http-port 7000
            """,
        ["replica"] = """
              creto replica --config group/node-1.conf        one replica, until Ctrl-C
            """,
        ["load"] = """
              creto load --url http://127.0.0.1:5080 --url http://127.0.0.1:5081 --keys group/keys
              creto load --url http://127.0.0.1:5080 --url http://127.0.0.1:5081 --clients 4 --duration 1m --check
            """,
        ["simulate"] = """
              creto simulate --seeds 1..1000                  faults come and go
              creto simulate --seeds 7 --replicas 7 --mode liveness
              creto simulate --replay 12                      tells one run in full
            """,
    };

    /// <summary>The examples of a command, by the words that call it; null: it has none.</summary>
    public static string? Of(string words) => Texts.GetValueOrDefault(words);
}
