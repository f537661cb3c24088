package io.hufu.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@code hufu demo} leaves, by name. */
record DemoDirectory(Path root) {
  private static final List<String> OURS =
      List.of(
          "licences",
          "tampered",
          "borrowed",
          "ledger",
          "keys",
          "status",
          "evidence",
          "report",
          "cases",
          "matters",
          "exchange",
          "trust-list.json",
          "trust-list-other-province.json",
          "trust-list-archive.json",
          "policy.json");

  Path licences() {
    return root.resolve("licences");
  }

  Path tampered() {
    return root.resolve("tampered");
  }

  /** Copies that carry evidence of other licences: accepted, and the evidence not counted. */
  Path borrowed() {
    return root.resolve("borrowed");
  }

  Path ledger() {
    return root.resolve("ledger");
  }

  Path keys() {
    return root.resolve("keys");
  }

  Path status() {
    return root.resolve("status");
  }

  /** Revocation lists, to embed when issuing or to give beside a file when verifying. */
  Path evidence() {
    return root.resolve("evidence");
  }

  Path report() {
    return root.resolve("report");
  }

  /** Folders of documents, each a case for a matter. */
  Path cases() {
    return root.resolve("cases");
  }

  Path matters() {
    return root.resolve("matters");
  }

  /** Two offices that exchange packages, and the folder between them. */
  Path exchange() {
    return root.resolve("exchange");
  }

  Path trustList() {
    return root.resolve("trust-list.json");
  }

  Path policy() {
    return root.resolve("policy.json");
  }

  /** Refuses a directory that holds anything; with {@code force} clears what an old demo left. */
  void prepare(Session session, boolean force) throws CommandFailure {
    session.files().makeDirectory(root);
    try {
      if (force) {
        for (String name : OURS) {
          delete(root.resolve(name));
        }
      } else if (!isEmpty()) {
        throw CommandFailure.output("demo.notEmpty", session.show(root));
      }
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(root, e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      below
          .sorted(Comparator.reverseOrder())
          .forEach(
              each -> {
                try {
                  Files.delete(each);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
