package io.hufu.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  private static final String PUBLISHED = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

  @Test
  void the_published_example_is_read_and_written() throws Exception {
    Checkpoint checkpoint = Checkpoint.parse(PUBLISHED);
    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20852163);
    assertThat(checkpoint.text()).isEqualTo(PUBLISHED);
    assertThat(checkpoint)
        .isEqualTo(new Checkpoint(checkpoint.origin(), checkpoint.size(), checkpoint.root()))
        .hasSameHashCodeAs(Checkpoint.parse(PUBLISHED));
  }

  @Test
  void the_published_cosigned_example_states_its_time() throws Exception {
    SignedNote note =
        SignedNote.parse(
            PUBLISHED
                + "\n\u2014 example.com/behind-the-sofa"
                + " Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+"
                + "zyWE+xeMcTOAYQ8=\n\u2014 witness.example.com/w1"
                + " jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZ"
                + "qhf5nNo0xUe+mbIUBkBIfZ+qnA==\n");
    byte[] value = note.signatures().get(1).value();
    assertThat(value).hasSize(8 + 64);
    assertThat(ByteBuffer.wrap(value).getLong()).isEqualTo(1679315147);
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(20852163);
  }

  @Test
  void an_empty_tree_and_the_largest_one_are_read() throws Exception {
    assertThat(Checkpoint.parse("a\n0\n" + ROOT + "\n").size()).isZero();
    assertThat(Checkpoint.parse("a b+c\n" + Long.MAX_VALUE + "\n" + ROOT + "\n").size())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "",
        "\n",
        "a\n1\n",
        "a\n1\n" + ROOT,
        "a\n1\n" + ROOT + "\n\n",
        "a\n1\n" + ROOT + "\nmore\n",
        "\n1\n" + ROOT + "\n",
        "a\n\n" + ROOT + "\n",
        "a\n01\n" + ROOT + "\n",
        "a\n00\n" + ROOT + "\n",
        "a\n+1\n" + ROOT + "\n",
        "a\n-0\n" + ROOT + "\n",
        "a\n-1\n" + ROOT + "\n",
        "a\n 1\n" + ROOT + "\n",
        "a\n1 \n" + ROOT + "\n",
        "a\n1.0\n" + ROOT + "\n",
        "a\n1e3\n" + ROOT + "\n",
        "a\n0x1\n" + ROOT + "\n",
        "a\n\u0661\n" + ROOT + "\n",
        "a\n\uff11\n" + ROOT + "\n",
        "a\n9223372036854775808\n" + ROOT + "\n",
        "a\r\n1\r\n" + ROOT + "\r\n",
        "a\t\n1\n" + ROOT + "\n",
        "a\n1\n\n",
        "a\n1\nAAAA\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "a\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
        "a\n1\n CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
      })
  void anything_but_three_canonical_lines_is_malformed(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_checkpoint_out_of_range_cannot_be_made() {
    byte[] root = new byte[32];
    assertThatThrownBy(() -> new Checkpoint("", 1, root))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("a\nb", 1, root))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("a\uDC00", 1, root))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("a", -1, root))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Checkpoint("a", 1, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_checkpoint_does_not_share_its_root() {
    byte[] root = new byte[32];
    Checkpoint checkpoint = new Checkpoint("a", 1, root);
    root[0] = 1;
    checkpoint.root()[0] = 1;
    assertThat(checkpoint.root()).isEqualTo(new byte[32]);
  }
}
