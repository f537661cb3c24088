package io.hufu.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hufu.crypto.Corpus;
import io.hufu.crypto.HashAlgorithm;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Proofs of transparency-dev/merkle, each with the outcome that its {@code wantErr} states. */
class MerkleCorpusTest {
  @Test
  void inclusion_proofs_have_the_stated_outcome() throws Exception {
    List<String> unexpected = new ArrayList<>();
    List<Path> files = files("inclusion");
    assertThat(files).hasSizeGreaterThan(50);
    for (Path file : files) {
      Case c = Case.read(file);
      if (included(c, "treeSize") == c.wantErr) {
        unexpected.add(file.toString());
      }
    }
    assertThat(unexpected).isEmpty();
  }

  @Test
  void consistency_proofs_have_the_stated_outcome() throws Exception {
    List<String> unexpected = new ArrayList<>();
    List<Path> files = files("consistency");
    assertThat(files).hasSizeGreaterThan(50);
    for (Path file : files) {
      Case c = Case.read(file);
      if (consistent(c, "size1", "size2") == c.wantErr) {
        unexpected.add(file.toString());
      }
    }
    assertThat(unexpected).isEmpty();
  }

  /** Subtrees are no part of RFC 9162; one that starts at leaf 0 is a tree of its own. */
  @Test
  void subtrees_that_are_trees_have_the_stated_outcome() throws Exception {
    List<String> unexpected = new ArrayList<>();
    int judged = 0;
    for (Path file : files("subtreeconsistency")) {
      Case c = Case.read(file);
      if (c.number("start") == 0 && c.number("end") > 0) {
        judged++;
        if (consistent(c, "end", "size") == c.wantErr) {
          unexpected.add(file.toString());
        }
      }
    }
    for (Path file : files("subtreeinclusion")) {
      Case c = Case.read(file);
      if (c.number("start") == 0) {
        judged++;
        if (included(c, "end") == c.wantErr) {
          unexpected.add(file.toString());
        }
      }
    }
    assertThat(judged).isGreaterThan(100);
    assertThat(unexpected).isEmpty();
  }

  private static boolean included(Case c, String size) {
    return MerkleTree.verifyInclusion(
        HashAlgorithm.SHA_256,
        c.hash("leafHash"),
        c.number("leafIdx"),
        c.number(size),
        c.proof,
        c.hash("root"));
  }

  private static boolean consistent(Case c, String first, String second) {
    return MerkleTree.verifyConsistency(
        HashAlgorithm.SHA_256,
        c.number(first),
        c.hash("root1"),
        c.number(second),
        c.hash("root2"),
        c.proof);
  }

  private static List<Path> files(String kind) throws Exception {
    return Corpus.files(Corpus.folder("merkle/transparency-dev/testdata/" + kind), ".json");
  }

  private record Case(
      Map<String, String> texts, Map<String, Long> numbers, List<byte[]> proof, boolean wantErr) {
    byte[] hash(String name) {
      String text = texts.get(name);
      return text == null ? new byte[0] : Base64.getDecoder().decode(text);
    }

    /** Sizes are unsigned 64-bit numbers, so our parser is not asked; absent means zero. */
    long number(String name) {
      return numbers.getOrDefault(name, 0L);
    }

    static Case read(Path file) throws Exception {
      Map<String, String> texts = new HashMap<>();
      Map<String, Long> numbers = new HashMap<>();
      List<byte[]> proof = new ArrayList<>();
      List<Boolean> wantErr = new ArrayList<>();
      try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(file))) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          String name = parser.currentName();
          if (token == JsonToken.VALUE_NUMBER_INT) {
            numbers.put(name, new BigInteger(parser.getText()).longValue());
          } else if (token == JsonToken.VALUE_STRING && name == null) {
            proof.add(Base64.getDecoder().decode(parser.getText()));
          } else if (token == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getText());
          } else if (token.isBoolean()) {
            assertThat(name).isEqualTo("wantErr");
            wantErr.add(parser.getBooleanValue());
          }
        }
      }
      assertThat(wantErr).as(file.toString()).hasSize(1);
      return new Case(texts, numbers, proof, wantErr.get(0));
    }
  }
}
