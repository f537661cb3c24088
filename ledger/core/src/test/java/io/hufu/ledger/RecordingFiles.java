package io.hufu.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** A file layer in memory that records every step, so that the machine can stop after any. */
final class RecordingFiles implements FileLayer {
  /** One step that a disk takes; writing and syncing are two. */
  record Step(String what, Consumer<Disk> change) {}

  /** Says before a step whether it fails, as on a full disk. */
  @FunctionalInterface
  interface Fault {
    boolean at(int step);
  }

  private final Disk start;
  private final Disk disk;
  private final List<Step> steps = new ArrayList<>();
  private final List<byte[]> written = new ArrayList<>();
  private final Set<Path> locked = new HashSet<>();
  private Fault fault = step -> false;
  private boolean syncs = true;
  private boolean directorySyncs = true;
  private int tried;

  RecordingFiles() {
    this(directories("/", "/mem", "/keys"));
  }

  private RecordingFiles(Disk start) {
    this.start = start;
    this.disk = start.crash(Disk.Loss.NOTHING, new Random(0));
  }

  private static Disk directories(String... paths) {
    Disk disk = new Disk();
    for (String path : paths) {
      disk.makeDirectory(Path.of(path));
    }
    Arrays.stream(paths).forEach(path -> disk.syncDirectory(Path.of(path)));
    return disk;
  }

  /** Makes syncing contents do nothing, as broken disks do. */
  RecordingFiles withoutSync() {
    syncs = false;
    return this;
  }

  /** Makes syncing names do nothing. */
  RecordingFiles withoutDirectorySync() {
    directorySyncs = false;
    return this;
  }

  /** Counts the steps so far. */
  synchronized int steps() {
    return steps.size();
  }

  /** Names a step, for messages. */
  synchronized String step(int number) {
    return number == 0 ? "start" : steps.get(number - 1).what;
  }

  /** Returns the number of the last step of this name. */
  synchronized int lastStep(String what) {
    for (int number = steps.size(); number > 0; number--) {
      if (step(number).equals(what)) {
        return number;
      }
    }
    throw new AssertionError("no step " + what);
  }

  /** Lets steps fail from now on; the counting starts at 0. */
  synchronized void failing(Fault newFault) {
    fault = newFault;
    tried = 0;
  }

  /** Counts the steps tried since {@link #failing}. */
  synchronized int tried() {
    return tried;
  }

  /** Returns the machine as it comes up after stopping behind a number of steps. */
  synchronized RecordingFiles crash(int after, Disk.Loss loss, Random random) {
    Disk replayed = start.crash(Disk.Loss.NOTHING, random);
    steps.subList(0, after).forEach(step -> step.change.accept(replayed));
    return new RecordingFiles(replayed.crash(loss, random));
  }

  /** Returns every whole content that was ever to be written. */
  synchronized List<byte[]> written() {
    return List.copyOf(written);
  }

  /** Returns the paths of all files below a directory. */
  List<String> paths(Path directory) throws IOException {
    return new DirectoryWalk(this, directory).below("");
  }

  /** Changes a byte behind everybody's back. */
  synchronized void corrupt(Path file, int at, int mask) {
    byte[] content = disk.read(file).clone();
    content[at] ^= (byte) mask;
    disk.write(file, content);
  }

  private void take(String what, Path path, Consumer<Disk> change) throws IOException {
    int number = tried++;
    if (fault.at(number)) {
      throw new IOException("No space left on device");
    }
    Step step = new Step(what + " " + path, change);
    steps.add(step);
    change.accept(disk);
  }

  @Override
  public synchronized byte[] read(Path file, int limit) throws IOException {
    byte[] content = disk.read(file);
    if (content == null) {
      throw new NoSuchFileException(file.toString());
    }
    if (content.length > limit) {
      throw new IOException("longer than " + limit + " bytes: " + file);
    }
    return content.clone();
  }

  @Override
  public synchronized List<String> list(Path directory) {
    return disk.list(directory);
  }

  @Override
  public synchronized boolean isDirectory(Path path) {
    return disk.isDirectory(path);
  }

  @Override
  public synchronized void createDirectory(Path directory, Mode mode) throws IOException {
    take("mkdir", directory, target -> target.makeDirectory(directory));
  }

  @Override
  public synchronized void write(Path file, byte[] content) throws IOException {
    int half = content.length / 2;
    byte[] begun = Arrays.copyOf(content, half);
    take("begin", file, target -> target.writeNew(file, begun));
    take("write", file, target -> target.write(file, content));
    written.add(content.clone());
    sync(file);
  }

  @Override
  public synchronized void writeAt(Path file, long offset, byte[] content) throws IOException {
    byte[] old = disk.read(file) == null ? new byte[0] : disk.read(file);
    byte[] all = Arrays.copyOf(old, (int) offset + content.length);
    System.arraycopy(content, 0, all, (int) offset, content.length);
    take("append", file, target -> target.write(file, all));
    sync(file);
  }

  private void sync(Path file) throws IOException {
    if (syncs) {
      take("sync", file, target -> target.sync(file));
    }
  }

  @Override
  public synchronized void replace(Path from, Path to) throws IOException {
    take("rename", to, target -> target.rename(from, to));
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    take("delete", path, target -> target.delete(path));
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    if (directorySyncs) {
      take("syncdir", directory, target -> target.syncDirectory(directory));
    }
  }

  @Override
  public synchronized Closeable lock(Path file) throws IOException {
    if (!locked.add(file)) {
      throw new LedgerException(LedgerException.Reason.LOCKED, file, "locked");
    }
    return () -> locked.remove(file);
  }
}
