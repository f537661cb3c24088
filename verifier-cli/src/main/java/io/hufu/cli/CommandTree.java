package io.hufu.cli;

import io.hufu.signing.status.Transition;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Which commands there are, and how their errors are shown. */
final class CommandTree {
  private CommandTree() {}

  /** Builds the tree for one run. */
  static CommandLine of(Session session) {
    RootCommand root = new RootCommand();
    CommandLine hufu = new CommandLine(root);
    commands(session).forEach(c -> hufu.addSubcommand(c.name(), c.line()));
    configure(hufu, session, new ErrorLines(session, root));
    return hufu;
  }

  private record Named(String name, CommandLine line) {}

  private static List<Named> commands(Session session) {
    return List.of(
        command("demo", new DemoCommand(session)),
        command("verify", new VerifyCommand(session)),
        command("issue", new IssueCommand(session)),
        command("inspect", new InspectCommand(session)),
        group(
            "types",
            command("list", new TypesListCommand(session)),
            command("show", new TypesShowCommand(session))),
        group(
            "status",
            command("init", new StatusInitCommand(session)),
            command("list", new StatusListCommand(session)),
            command("suspend", new StatusChangeCommand(session, Transition::suspend)),
            command("restore", new StatusChangeCommand(session, Transition::restore)),
            command("end", new StatusEndCommand(session)),
            command("show", new StatusShowCommand(session)),
            command("publish", new StatusPublishCommand(session))),
        group(
            "ledger",
            command("init", new LedgerInitCommand(session)),
            command("anchor", new LedgerAnchorCommand(session)),
            command("find", new LedgerFindCommand(session)),
            command("prove", new LedgerProveCommand(session)),
            command("checkpoint", new LedgerCheckpointCommand(session)),
            command("fsck", new LedgerFsckCommand(session))),
        group(
            "trust",
            command("init", new TrustInitCommand(session)),
            group(
                "add",
                command("anchor", new TrustAddAnchorCommand(session)),
                command("authority", new TrustAddAuthorityCommand(session)),
                command("ledger", new TrustAddLedgerCommand(session)),
                command("address", new TrustAddAddressCommand(session))),
            command("sign", new TrustSignCommand(session)),
            command("show", new TrustShowCommand(session))),
        group(
            "pki",
            command("init", new PkiInitCommand(session)),
            command("issue", new PkiIssueCommand(session)),
            command("crl", new PkiCrlCommand(session))),
        group("tsa", command("serve", new TsaServeCommand(session))),
        command("doctor", new DoctorCommand(session)),
        command("generate-completion", new GenerateCompletionCommand(session)));
  }

  private static Named command(String name, Object command, Named... below) {
    CommandLine line = new CommandLine(command);
    for (Named sub : below) {
      line.addSubcommand(sub.name(), sub.line());
    }
    return new Named(name, line);
  }

  private static Named group(String name, Named... below) {
    return command(name, new GroupCommand(), below);
  }

  private static void configure(CommandLine line, Session session, ErrorLines errors) {
    line.setResourceBundle(session.words().bundle());
    line.setOut(writer(session.out()));
    line.setErr(writer(session.err()));
    line.setColorScheme(
        Help.defaultColorScheme(session.terminal().colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpAutoWidth(session.terminal().colours());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.registerConverter(Path.class, session::resolve);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    line.getSubcommands().values().forEach(sub -> configure(sub, session, errors));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
