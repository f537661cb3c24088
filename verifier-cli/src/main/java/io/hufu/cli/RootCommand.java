package io.hufu.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code hufu} itself, with the options that every command has. */
@Command(name = "hufu", versionProvider = Version.class)
@SuppressWarnings("UnusedVariable") // picocli fills and acts on most of these options
final class RootCommand implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  @Option(names = "--version", versionHelp = true)
  private boolean version;

  // Read by Hufu.languageIn and Hufu.main before parsing; named here so that they are known.
  @Option(names = "--lang", paramLabel = "zh-CN|en", scope = ScopeType.INHERIT)
  private String language;

  @Option(names = "--no-color", scope = ScopeType.INHERIT)
  private boolean noColour;

  @Option(names = "--stack-trace", hidden = true, scope = ScopeType.INHERIT)
  private boolean stackTrace;

  /** Whether a bug should show where it happened. */
  boolean stackTrace() {
    return stackTrace;
  }

  @Override
  public Integer call() throws CommandFailure {
    throw CommandFailure.usage("usage.noCommand", "hufu");
  }
}
