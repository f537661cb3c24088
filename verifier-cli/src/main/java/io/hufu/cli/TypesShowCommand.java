package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.model.LicenceType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu types show}: the items of a type, and the columns of its data files. */
@Command
final class TypesShowCommand implements Callable<Integer> {
  /** Columns that follow from the type, or that few files need. */
  private static final Set<String> OPTIONAL = Set.of("证照名称", "证照类型代码", "证照标识", "被替换证照标识", "样例");

  private final Session session;

  @Parameters(paramLabel = "TYPE")
  private String type;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--csv")
  private boolean csv;

  @Option(names = "--schema")
  private boolean schema;

  TypesShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    Types types = new Types(session);
    LicenceType shown = types.require(types.catalogue(folder), type);
    if (csv) {
      session.out().println(header(shown));
    } else if (schema) {
      session.out().writeBytes(Json.pretty(shown.schema()));
    } else {
      describe(shown);
    }
    return ExitCode.DONE;
  }

  private void describe(LicenceType shown) {
    Words words = session.words();
    session.print(
        "types.head", shown.id(), shown.code(), words.choose(shown.nameZh(), shown.nameEn()));
    session.print(
        "types.levels",
        shown.issuerLevels().stream()
            .map(level -> words.choose(level.label(), level.name()))
            .collect(Collectors.joining(" ")));
    for (LicenceType.Field field : shown.fields()) {
      session
          .out()
          .println(
              "  "
                  + field.name()
                  + "\t"
                  + field.pinyin()
                  + "\t"
                  + words.choose(field.labelZh(), field.labelEn())
                  + (field.personal() ? "\t" + session.say("types.personal") : ""));
    }
    session.print("types.csv", shown.id());
  }

  private static String header(LicenceType shown) {
    List<String> columns = new ArrayList<>(CsvColumns.MEMBERS.keySet());
    columns.removeAll(OPTIONAL);
    shown.fields().forEach(field -> columns.add(field.labelZh()));
    return String.join(",", columns);
  }
}
