package io.hufu.signing.pdf;

import io.hufu.signing.input.Document;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A document seen through a few pages of it, so that its size does not matter. */
final class FileWindow implements ByteSource {
  private static final int BITS = 15;
  private static final int PAGE = 1 << BITS;
  private static final int PAGES = 64;

  /** Bytes that may be parsed for each byte that there is; honest files need two or three. */
  private static final int EFFORT = 32;

  private static final long LEAST_EFFORT = 64 << 20;

  private final Document document;
  private final long size;
  private final Map<Long, byte[]> pages =
      new LinkedHashMap<>(PAGES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > PAGES;
        }
      };
  private long currentNumber = -1;
  private byte[] current = {};
  private long spent;

  FileWindow(Document document) {
    this.document = document;
    this.size = document.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isFile() {
    return true;
  }

  @Override
  public int at(long position) throws IOException {
    if (position < 0 || position >= size) {
      return -1;
    }
    long number = position >> BITS;
    if (number != currentNumber) {
      current = page(number);
      currentNumber = number;
    }
    return current[(int) (position & (PAGE - 1))] & 0xff;
  }

  private byte[] page(long number) throws IOException {
    byte[] page = pages.get(number);
    if (page == null) {
      long start = number << BITS;
      page = document.read(start, (int) Math.min(PAGE, size - start));
      pages.put(number, page);
    }
    return page;
  }

  /**
   * Counts bytes that were parsed, however often: objects that stand inside each other would cost
   * the square of their length.
   */
  void spend(long bytes) throws PdfFault {
    spent += bytes;
    long most = LEAST_EFFORT + EFFORT * size;
    if (spent > most) {
      throw PdfFault.limit("bytes parsed", most);
    }
  }

  /** Reads a span that lies inside the document; the caller has compared it with a limit. */
  byte[] read(long position, int length) throws IOException {
    return document.read(position, length);
  }

  /** Finds the last place before {@code end} where the text starts, not before {@code from}. */
  long lastIndexOf(String text, long from, long end) throws IOException {
    for (long p = end - text.length(); p >= from; p--) {
      if (startsWith(text, p)) {
        return p;
      }
    }
    return -1;
  }

  boolean startsWith(String text, long position) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (at(position + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
