package io.hufu.verification;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.CaseRecord;
import io.hufu.model.Evidence;
import io.hufu.model.PresentationAnswer;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The documents of a case and what the desk noted of it. Immutable, but for what lies in files.
 *
 * @param name what the caller calls it
 * @param documents by name, in the order in which they are looked at
 * @param evidence CRLs, status and so on that were given beside the documents
 */
public record CaseInput(
    String name, CaseRecord record, Map<String, Source> documents, List<Evidence> evidence) {
  /** The file of a folder that holds what the desk noted. */
  public static final String RECORD = "case.json";

  private static final long MAX_RECORD = 4L << 20;

  /** Copies. */
  public CaseInput {
    documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    evidence = List.copyOf(evidence);
  }

  /** Opens a document; the caller closes it. */
  @FunctionalInterface
  public interface Source {
    /** Opens it at its beginning. */
    Document open() throws IOException;
  }

  /**
   * Starts a case from a folder: {@code case.json}, if there, and every other visible file in it.
   *
   * @throws MalformedDataException when {@code case.json} is wrong, or larger than 4 MiB
   */
  public static Builder folder(Path folder) throws IOException, MalformedDataException {
    Builder builder = named(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (name.equals(RECORD)) {
        if (Files.size(file) > MAX_RECORD) {
          throw new MalformedDataException("case: is larger than 4 MiB");
        }
        builder.record(CaseRecord.fromJson(Json.parseObject(Files.readAllBytes(file))));
      } else if (!name.startsWith(".")) {
        builder.documents(name, file);
      }
    }
    return builder;
  }

  /** The presentations of an answer; none for any other document. */
  private static List<byte[]> presentations(Path file) throws IOException {
    try (Document document = Document.of(file)) {
      boolean json =
          document.size() > 1
              && document.size() <= Limits.DEFAULT.text()
              && document.read(0, 1)[0] == '{';
      return json ? PresentationAnswer.split(document.readAll()).orElse(List.of()) : List.of();
    } catch (MalformedDataException e) {
      return List.of(); // judged as one document, whose report says what is wrong
    }
  }

  /** Starts a case of which nothing is noted yet. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects a case. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final Map<String, Source> documents = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private CaseRecord record = CaseRecord.EMPTY;

    private Builder(String name) {
      this.name = name;
    }

    /** Sets what the desk noted. */
    public Builder record(CaseRecord noted) {
      this.record = noted;
      return this;
    }

    /** An answer with several presentations is several documents. */
    private void documents(String documentName, Path file) throws IOException {
      List<byte[]> presentations = presentations(file);
      if (presentations.isEmpty()) {
        document(free(documentName), file);
      }
      int number = 0;
      for (byte[] presentation : presentations) {
        number++;
        document(free(documentName + "#" + number), presentation);
      }
    }

    /** A file may bear the name of a presentation; neither may stand in for the other. */
    private String free(String wanted) {
      String name = wanted;
      for (int i = 2; documents.containsKey(name); i++) {
        name = wanted + " (" + i + ")";
      }
      return name;
    }

    /** Adds a document from a file, which is read when the case is checked. */
    public Builder document(String documentName, Path file) {
      documents.put(documentName, () -> Document.of(file));
      return this;
    }

    /** Adds a document from bytes. */
    public Builder document(String documentName, byte[] bytes) {
      byte[] copy = bytes.clone();
      documents.put(documentName, () -> Document.of(copy));
      return this;
    }

    /** Adds evidence that was given beside the documents. */
    public Builder evidence(Evidence item) {
      evidence.add(item);
      return this;
    }

    /** Returns the case. */
    public CaseInput build() {
      return new CaseInput(name, record, documents, evidence);
    }
  }
}
