package io.hufu.cli;

import io.hufu.model.Restriction;
import io.hufu.model.StatusValue;
import io.hufu.signing.status.Transition;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Which commands there are, and how their errors are shown. */
final class CommandTree {
  private static final String COMPLETION = "generate-completion";

  private CommandTree() {}

  /** A command of the first level, made when it is asked for. */
  private record Branch(String name, Supplier<CommandLine> line) {}

  /** Builds the tree for one run: only the branch that is asked for, when that is plain to see. */
  static CommandLine of(Session session, String... arguments) {
    RootCommand root = new RootCommand();
    CommandLine hufu = new CommandLine(root);
    List<Branch> all = branches(session);
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Branch> asked = all.stream().filter(branch -> branch.name().equals(first)).toList();
    boolean one = asked.size() == 1 && !first.equals(COMPLETION);
    (one ? asked : all).forEach(branch -> hufu.addSubcommand(branch.name(), branch.line().get()));
    configure(hufu, session, new ErrorLines(session, root));
    return hufu;
  }

  private static List<Branch> branches(Session session) {
    return List.of(
        branch("demo", () -> new DemoCommand(session)),
        branch("verify", () -> new VerifyCommand(session)),
        branch("issue", () -> new IssueCommand(session)),
        branch("copy", () -> new CopyCommand(session)),
        branch("renew", () -> new RenewCommand(session)),
        branch("present", () -> new PresentCommand(session)),
        branch("inspect", () -> new InspectCommand(session)),
        new Branch(
            "types",
            () ->
                group()
                    .addSubcommand("list", new TypesListCommand(session))
                    .addSubcommand("show", new TypesShowCommand(session))
                    .addSubcommand("check", new TypesCheckCommand(session))),
        new Branch("matter", () -> matter(session)),
        new Branch("status", () -> status(session)),
        new Branch(
            "use-receipt",
            () ->
                group()
                    .addSubcommand("check", new UseReceiptCheckCommand(session))
                    .addSubcommand("purge", new UseReceiptPurgeCommand(session))),
        new Branch("ledger", () -> ledger(session)),
        new Branch(
            "fabric",
            () ->
                group()
                    .addSubcommand("deploy-info", new FabricDeployInfoCommand(session))
                    .addSubcommand("register", new FabricRegisterCommand(session))
                    .addSubcommand("publish", new FabricPublishCommand(session))
                    .addSubcommand("get", new FabricGetCommand(session))
                    .addSubcommand("proof", new FabricProofCommand(session))),
        new Branch("trust", () -> trust(session)),
        new Branch("exchange", () -> exchange(session)),
        new Branch(
            "pki",
            () ->
                group()
                    .addSubcommand("init", new PkiInitCommand(session))
                    .addSubcommand("issue", new PkiIssueCommand(session))
                    .addSubcommand("seal", new PkiSealCommand(session))
                    .addSubcommand("crl", new PkiCrlCommand(session))),
        new Branch("tsa", () -> group().addSubcommand("serve", new TsaServeCommand(session))),
        branch("doctor", () -> new DoctorCommand(session)),
        branch(COMPLETION, () -> new GenerateCompletionCommand(session)));
  }

  private static CommandLine matter(Session session) {
    return group()
        .addSubcommand("list", new MatterListCommand(session))
        .addSubcommand("show", new MatterShowCommand(session))
        .addSubcommand("check", new MatterCheckCommand(session))
        .addSubcommand("sign", new MatterSignCommand(session));
  }

  private static CommandLine status(Session session) {
    return group()
        .addSubcommand("init", new StatusInitCommand(session))
        .addSubcommand("list", new StatusListCommand(session))
        .addSubcommand("suspend", new StatusChangeCommand(session, Transition::suspend))
        .addSubcommand("restore", new StatusChangeCommand(session, Transition::restore))
        .addSubcommand("end", new StatusEndCommand(session))
        .addSubcommand("change", new StatusMoveCommand(session))
        .addSubcommand("restrict", new StatusRestrictCommand(session, false))
        .addSubcommand("lift", new StatusRestrictCommand(session, true))
        .addSubcommand("show", new StatusShowCommand(session))
        .addSubcommand("publish", new StatusPublishCommand(session))
        .addSubcommand("check", new StatusCheckCommand(session));
  }

  private static CommandLine ledger(Session session) {
    return group()
        .addSubcommand("init", new LedgerInitCommand(session))
        .addSubcommand("anchor", new LedgerAnchorCommand(session))
        .addSubcommand("find", new LedgerFindCommand(session))
        .addSubcommand("prove", new LedgerProveCommand(session))
        .addSubcommand("checkpoint", new LedgerCheckpointCommand(session))
        .addSubcommand("fsck", new LedgerFsckCommand(session))
        .addSubcommand("serve", new LedgerServeCommand(session))
        .addSubcommand("witness", new LedgerWitnessCommand(session))
        .addSubcommand("monitor", new LedgerMonitorCommand(session))
        .addSubcommand("count", new LedgerCountCommand(session))
        .addSubcommand("freeze", new LedgerFreezeCommand(session))
        .addSubcommand("rekey", new LedgerRekeyCommand(session))
        .addSubcommand("restore", new LedgerRestoreCommand(session));
  }

  private static CommandLine exchange(Session session) {
    return group()
        .addSubcommand("request", new ExchangeRequestCommand(session))
        .addSubcommand("consent", new ExchangeConsentCommand(session))
        .addSubcommand("pack", new ExchangePackCommand(session))
        .addSubcommand("open", new ExchangeOpenCommand(session))
        .addSubcommand("receipt", new ExchangeReceiptCommand(session))
        .addSubcommand("serve", new ExchangeServeCommand(session))
        .addSubcommand("send", new ExchangeSendCommand(session))
        .addSubcommand("purge", new ExchangePurgeCommand(session))
        .addSubcommand(
            "audit",
            group()
                .addSubcommand("verify", new ExchangeAuditVerifyCommand(session))
                .addSubcommand("export", new ExchangeAuditExportCommand(session))
                .addSubcommand("anchor", new ExchangeAuditAnchorCommand(session)));
  }

  private static CommandLine trust(Session session) {
    return group()
        .addSubcommand("init", new TrustInitCommand(session))
        .addSubcommand(
            "add",
            group()
                .addSubcommand("anchor", new TrustAddAnchorCommand(session))
                .addSubcommand("authority", new TrustAddAuthorityCommand(session))
                .addSubcommand("grant", new TrustAddGrantCommand(session))
                .addSubcommand("successor", new TrustAddSuccessorCommand(session))
                .addSubcommand("list", new TrustAddListCommand(session))
                .addSubcommand("region", new TrustAddRegionCommand(session))
                .addSubcommand("ledger", new TrustAddLedgerCommand(session))
                .addSubcommand("channel", new TrustAddChannelCommand(session))
                .addSubcommand("address", new TrustAddAddressCommand(session)))
        .addSubcommand("diff", new TrustDiffCommand(session))
        .addSubcommand("sign", new TrustSignCommand(session))
        .addSubcommand("show", new TrustShowCommand(session));
  }

  private static Branch branch(String name, Supplier<Object> command) {
    return new Branch(name, () -> new CommandLine(command.get()));
  }

  private static CommandLine group() {
    return new CommandLine(new GroupCommand());
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
    line.registerConverter(StatusValue.EndKind.class, LegalTerms::endKind);
    line.registerConverter(Restriction.Kind.class, LegalTerms::restriction);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    line.getSubcommands().values().forEach(sub -> configure(sub, session, errors));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
