package io.hufu.signing.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path folder;

  /** A process of its own: 0 when it could take the lock, 1 when it could not. */
  static final class Stranger {
    private Stranger() {}

    public static void main(String[] file) throws IOException {
      try (FileChannel channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
        FileLock lock = channel.tryLock();
        System.exit(lock == null ? 1 : 0);
      }
    }
  }

  private boolean aStrangerGetsIt() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Stranger.class.getName(),
                folder.resolve("lock").toString())
            .inheritIO()
            .start();
    return process.waitFor() == 0;
  }

  @Test
  void a_second_writer_of_the_same_process_is_refused_and_the_lock_still_stands() throws Exception {
    try (DirectoryLock lock = DirectoryLock.take(folder)) {
      assertThat(lock).isNotNull();
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> DirectoryLock.take(folder.resolve("../" + folder.getFileName())))
            .isInstanceOf(DirectoryLockedException.class);
      }
      assertThat(aStrangerGetsIt()).isFalse();
    }
    assertThat(aStrangerGetsIt()).isTrue();
    DirectoryLock.take(folder).close();
  }

  @Test
  void a_directory_that_cannot_be_locked_is_free_again() throws Exception {
    Files.createDirectory(folder.resolve("lock"));
    assertThatThrownBy(() -> DirectoryLock.take(folder))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(DirectoryLockedException.class);
    Files.delete(folder.resolve("lock"));
    DirectoryLock.take(folder).close();
  }
}
